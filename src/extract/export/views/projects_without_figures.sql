-- Projects that state no sum of money, with what they say instead.
-- says: the statement of volume, or null where there is none; mentions: amounts named elsewhere in its text.
SELECT
    p.report_id,
    p.project_key,
    p.title,
    p.action_field,
    p.responsible,
    p.status,
    p.volume_text AS says,
    (
        SELECT COUNT(*) FROM amounts AS a
        WHERE a.report_id = p.report_id AND a.project_key = p.project_key
    ) AS mentions,
    p.page_first AS page
FROM projects AS p
JOIN money_by_project AS m USING (report_id, project_key)
WHERE m.money = 'no figure'
ORDER BY p.report_id, p.position
