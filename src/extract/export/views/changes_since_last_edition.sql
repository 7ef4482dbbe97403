-- What an edition says differently from the one before of the same programme: one row per value.
-- Projects are the same if their key is, or else their title, or else at least half of their texts; sections by name, milestones, links and bodies by content:
-- a milestone that was reworded is one removed and one added. change: added | removed | changed.
WITH editions AS (
    SELECT
        report_id AS report_new,
        LAG(report_id) OVER (
            PARTITION BY REGEXP_REPLACE(report_id, '-[0-9]{4}$', '') ORDER BY edition_year, report_id
        ) AS report_old
    FROM reports
),
steps AS (
    SELECT * FROM editions WHERE report_old IS NOT NULL
),
same_key AS (
    SELECT e.report_old, e.report_new, o.project_key AS project_old, n.project_key AS project_new
    FROM steps AS e
    JOIN projects AS o ON o.report_id = e.report_old
    JOIN projects AS n ON n.report_id = e.report_new AND n.project_key = o.project_key
),
same_title AS (
    SELECT
        e.report_old,
        e.report_new,
        ANY_VALUE(o.project_key) AS project_old,
        ANY_VALUE(n.project_key) AS project_new
    FROM steps AS e
    JOIN projects AS o ON o.report_id = e.report_old
    JOIN projects AS n ON n.report_id = e.report_new AND LOWER(n.title) = LOWER(o.title)
    WHERE (e.report_new, o.project_key) NOT IN (SELECT (report_new, project_old) FROM same_key)
        AND (e.report_new, n.project_key) NOT IN (SELECT (report_new, project_new) FROM same_key)
    GROUP BY e.report_old, e.report_new, LOWER(o.title)
    HAVING COUNT(*) = 1
),
named AS (
    SELECT * FROM same_key
    UNION ALL
    SELECT * FROM same_title
),
-- What is left: a project that was renamed and renumbered still says in part what it said.
texts AS (
    SELECT DISTINCT report_id, project_key, text
    FROM (
        SELECT report_id, project_key, text FROM milestones
        UNION ALL
        SELECT report_id, project_key, text FROM sections
    )
    -- Short texts ("Projektstart") are everybody's.
    WHERE LENGTH(text) >= 20
),
left_old AS (
    SELECT e.report_old, e.report_new, t.project_key AS project_old, t.text, COUNT(*) OVER of_project AS n
    FROM steps AS e
    JOIN texts AS t ON t.report_id = e.report_old
    WHERE (e.report_new, t.project_key) NOT IN (SELECT (report_new, project_old) FROM named)
    WINDOW of_project AS (PARTITION BY e.report_new, t.project_key)
),
left_new AS (
    SELECT e.report_old, e.report_new, t.project_key AS project_new, t.text, COUNT(*) OVER of_project AS n
    FROM steps AS e
    JOIN texts AS t ON t.report_id = e.report_new
    WHERE (e.report_new, t.project_key) NOT IN (SELECT (report_new, project_new) FROM named)
    WINDOW of_project AS (PARTITION BY e.report_new, t.project_key)
),
alike AS (
    SELECT report_old, report_new, project_old, project_new, COUNT(*) AS shared
    FROM left_old AS o
    JOIN left_new AS n USING (report_old, report_new, text)
    GROUP BY report_old, report_new, project_old, project_new
    HAVING 2 * COUNT(*) >= LEAST(ANY_VALUE(o.n), ANY_VALUE(n.n))
    QUALIFY ROW_NUMBER() OVER (PARTITION BY report_new, project_old ORDER BY shared DESC, project_new) = 1
        AND ROW_NUMBER() OVER (PARTITION BY report_new, project_new ORDER BY shared DESC, project_old) = 1
),
pairs AS (
    SELECT * FROM named
    UNION ALL
    SELECT report_old, report_new, project_old, project_new FROM alike
),
-- All that is compared, one value per row: item says what of the project it is, value what it says.
said AS (
    SELECT report_id, project_key, 'projects' AS "table", item, value
    FROM (
        SELECT
            report_id,
            project_key,
            title,
            action_field,
            lead,
            responsible,
            status::VARCHAR AS status,
            volume_eur::VARCHAR AS volume_eur
        FROM projects
    )
    UNPIVOT (value FOR item IN (title, action_field, lead, responsible, status, volume_eur))
    UNION ALL
    SELECT report_id, project_key, 'sections', section::VARCHAR, STRING_AGG(text, chr(10) ORDER BY position)
    FROM sections
    GROUP BY ALL
    UNION ALL
    SELECT
        report_id,
        project_key,
        'milestones',
        text,
        STRING_AGG(state || ', ' || year_label, '; ' ORDER BY position)
    FROM milestones
    GROUP BY ALL
    UNION ALL
    SELECT report_id, project_key, 'links', url, ANY_VALUE(url) FROM links WHERE project_key IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT report_id, project_key, 'parties', role || ': ' || name, ANY_VALUE(name) FROM parties GROUP BY ALL
),
old_side AS (
    SELECT p.*, s."table", s.item, s.value AS old
    FROM pairs AS p
    JOIN said AS s ON s.report_id = p.report_old AND s.project_key = p.project_old
),
new_side AS (
    SELECT p.*, s."table", s.item, s.value AS new
    FROM pairs AS p
    JOIN said AS s ON s.report_id = p.report_new AND s.project_key = p.project_new
),
whole AS (
    SELECT e.report_old, e.report_new, o.project_key AS project_old, NULL AS project_new, o.title AS old, NULL AS new
    FROM steps AS e
    JOIN projects AS o ON o.report_id = e.report_old
    WHERE (e.report_new, o.project_key) NOT IN (SELECT (report_new, project_old) FROM pairs)
    UNION ALL
    SELECT e.report_old, e.report_new, NULL, n.project_key, NULL, n.title
    FROM steps AS e
    JOIN projects AS n ON n.report_id = e.report_new
    WHERE (e.report_new, n.project_key) NOT IN (SELECT (report_new, project_new) FROM pairs)
)
SELECT
    report_old,
    report_new,
    project_old,
    project_new,
    'projects' AS "table",
    'project' AS item,
    CASE WHEN project_old IS NULL THEN 'added' ELSE 'removed' END AS change,
    old,
    new
FROM whole
UNION ALL
SELECT
    report_old,
    report_new,
    project_old,
    project_new,
    "table",
    item,
    CASE WHEN old IS NULL THEN 'added' WHEN new IS NULL THEN 'removed' ELSE 'changed' END AS change,
    old,
    new
FROM old_side
FULL JOIN new_side USING (report_old, report_new, project_old, project_new, "table", item)
WHERE old IS DISTINCT FROM new
ORDER BY ALL
