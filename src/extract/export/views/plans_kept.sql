-- What became of the plans of an edition in the next one: kept, slipped and by how much, still planned, or dropped.
-- One row per milestone that the earlier edition plans. Milestones are the same by text and year, or by text, or if alike.
-- outcome: kept | kept later | slipped | still planned | dropped | project dropped.
-- slip_days: by how many days its end moved; null where it is not found again. planned_year, later_year: years of its end.
WITH old_side AS (
    SELECT
        e.report_old,
        e.report_new,
        e.project_old,
        e.project_new,
        m.position AS old,
        m.text,
        m.year_label,
        m.state,
        m.date_start,
        m.date_end,
        m.boxes[1].page AS page
    FROM project_pairs AS e
    JOIN milestones AS m ON m.report_id = e.report_old AND m.project_key = e.project_old
),
new_side AS (
    SELECT e.report_new, e.project_new, m.position AS new, m.text, m.year_label
    FROM (SELECT DISTINCT report_new, project_new FROM project_pairs WHERE project_old IS NOT NULL) AS e
    JOIN milestones AS m ON m.report_id = e.report_new AND m.project_key = e.project_new
),
-- Equal ones in their order, the strictest key first; whoever is taken is taken.
same_year AS (
    SELECT o.report_new, o.project_new, o.old, n.new
    FROM (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY report_new, project_new, text, year_label ORDER BY old) AS nth
        FROM old_side
    ) AS o
    JOIN (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY report_new, project_new, text, year_label ORDER BY new) AS nth
        FROM new_side
    ) AS n USING (report_new, project_new, text, year_label, nth)
),
same_text AS (
    SELECT o.report_new, o.project_new, o.old, n.new
    FROM (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY report_new, project_new, text ORDER BY old) AS nth
        FROM old_side
        WHERE (report_new, project_new, old) NOT IN (SELECT (report_new, project_new, old) FROM same_year)
    ) AS o
    JOIN (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY report_new, project_new, text ORDER BY new) AS nth
        FROM new_side
        WHERE (report_new, project_new, new) NOT IN (SELECT (report_new, project_new, new) FROM same_year)
    ) AS n USING (report_new, project_new, text, nth)
),
taken AS (
    SELECT * FROM same_year
    UNION ALL
    SELECT * FROM same_text
),
alike AS (
    SELECT
        o.report_new,
        o.project_new,
        o.old,
        n.new,
        1 - LEVENSHTEIN(LOWER(o.text), LOWER(n.text)) / GREATEST(LENGTH(o.text), LENGTH(n.text)) AS likeness
    FROM old_side AS o
    JOIN new_side AS n USING (report_new, project_new)
    WHERE (o.report_new, o.project_new, o.old) NOT IN (SELECT (report_new, project_new, old) FROM taken)
        AND (n.report_new, n.project_new, n.new) NOT IN (SELECT (report_new, project_new, new) FROM taken)
        AND likeness >= 0.6
    -- The best partner on both sides: nobody is taken twice.
    QUALIFY ROW_NUMBER() OVER (PARTITION BY report_new, project_new, old ORDER BY likeness DESC, new) = 1
        AND ROW_NUMBER() OVER (PARTITION BY report_new, project_new, new ORDER BY likeness DESC, old) = 1
),
pairs AS (
    SELECT report_new, project_new, old, new FROM taken
    UNION ALL
    SELECT report_new, project_new, old, new FROM alike
),
found AS (
    SELECT
        o.*,
        n.text AS text_new,
        n.state AS state_new,
        n.date_start AS date_start_new,
        n.date_end AS date_end_new,
        COALESCE(n.boxes[1].page, o.page) AS page_shown,
        DATE_DIFF('day', o.date_end, n.date_end) AS slip_days
    FROM old_side AS o
    LEFT JOIN pairs AS p USING (report_new, project_new, old)
    LEFT JOIN milestones AS n
        ON n.report_id = p.report_new AND n.project_key = p.project_new AND n.position = p.new
    WHERE o.state = 'planned'
)
SELECT
    f.report_old,
    f.report_new,
    f.project_old,
    f.project_new,
    q.title,
    CASE
        WHEN f.project_new IS NULL THEN 'project dropped'
        WHEN f.text_new IS NULL THEN 'dropped'
        WHEN f.state_new = 'done' AND f.slip_days > 0 THEN 'kept later'
        WHEN f.state_new = 'done' THEN 'kept'
        WHEN f.slip_days > 0 THEN 'slipped'
        ELSE 'still planned'
    END AS outcome,
    f.slip_days,
    YEAR(f.date_end)::SMALLINT AS planned_year,
    YEAR(f.date_end_new)::SMALLINT AS later_year,
    f.date_start AS date_start_old,
    f.date_end AS date_end_old,
    f.date_start_new,
    f.date_end_new,
    f.text AS text_old,
    f.text_new,
    f.page_shown AS page
FROM found AS f
JOIN projects AS q ON q.report_id = f.report_old AND q.project_key = f.project_old
ORDER BY f.report_new, outcome, f.date_end, f.project_old, f.old
