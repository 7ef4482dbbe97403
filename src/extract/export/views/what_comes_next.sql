-- What is to come after the date of the report: planned milestones, and dates named in the running text.
-- kind: milestone | date in the text. Open milestones whose date has passed are in project_overview.overdue.
SELECT
    r.report_id,
    m.project_key,
    p.title,
    'milestone' AS kind,
    m.date_start,
    m.date_end,
    m.precision,
    m.text,
    m.boxes[1].page AS page
FROM milestones AS m
JOIN reports AS r USING (report_id)
JOIN projects AS p USING (report_id, project_key)
WHERE m.state = 'planned' AND m.date_end > r.as_of_end
UNION ALL
SELECT
    r.report_id,
    d.project_key,
    p.title,
    'date in the text' AS kind,
    d.date_start,
    d.date_end,
    d.precision,
    d.context AS text,
    d.boxes[1].page AS page
FROM dates AS d
JOIN reports AS r USING (report_id)
JOIN projects AS p USING (report_id, project_key)
-- Dates in the statement of volume say what time the money is for.
WHERE d.source <> 'milestone' AND d.date_start > r.as_of_end
    AND NOT EXISTS (
        FROM sections AS s
        WHERE s.report_id = d.report_id AND s.project_key = d.project_key
            AND s.section = d.section AND s.text = p.volume_text
    )
ORDER BY report_id, date_start, date_end, project_key, kind, text
