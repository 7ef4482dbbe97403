-- What an edition says differently from the one before of the same programme: one row per value.
-- Projects are paired as in project_pairs; sections by name, milestones, links and bodies by content:
-- a milestone that was reworded is one removed and one added. change: added | removed | changed.
WITH pairs AS (
    SELECT * FROM project_pairs WHERE project_old IS NOT NULL AND project_new IS NOT NULL
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
    SELECT e.report_old, e.report_new, e.project_old, e.project_new, o.title AS old, n.title AS new
    FROM project_pairs AS e
    LEFT JOIN projects AS o ON o.report_id = e.report_old AND o.project_key = e.project_old
    LEFT JOIN projects AS n ON n.report_id = e.report_new AND n.project_key = e.project_new
    WHERE e.project_old IS NULL OR e.project_new IS NULL
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
