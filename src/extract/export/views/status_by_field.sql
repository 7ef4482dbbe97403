-- How the projects of each action field stand.
-- projects: all of the field; the other columns count those of each status.
SELECT
    report_id,
    action_field_no,
    action_field,
    COUNT(*) AS projects,
    COUNT(*) FILTER (status = 'planned') AS status_planned,
    COUNT(*) FILTER (status = 'ongoing') AS ongoing,
    COUNT(*) FILTER (status = 'completed') AS completed,
    COUNT(*) FILTER (status = 'on_hold') AS on_hold,
    COUNT(*) FILTER (status = 'discontinued') AS discontinued,
    COUNT(*) FILTER (status = 'unknown') AS status_unknown
FROM projects
GROUP BY report_id, action_field_no, action_field
ORDER BY report_id, action_field_no, action_field
