-- Which project of an edition is which one of the edition before, of the same programme; others rest on it.
-- The same if their key is, or else their title, or else at least half of their texts; null where it is missing.
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
)
SELECT report_old, report_new, project_old, project_new FROM pairs
UNION ALL
SELECT e.report_old, e.report_new, o.project_key, NULL
FROM steps AS e
JOIN projects AS o ON o.report_id = e.report_old
WHERE (e.report_new, o.project_key) NOT IN (SELECT (report_new, project_old) FROM pairs)
UNION ALL
SELECT e.report_old, e.report_new, NULL, n.project_key
FROM steps AS e
JOIN projects AS n ON n.report_id = e.report_new
WHERE (e.report_new, n.project_key) NOT IN (SELECT (report_new, project_new) FROM pairs)
ORDER BY ALL
