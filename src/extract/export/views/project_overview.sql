-- One row per project: status, money, first and last milestone, what is still open.
-- open_promises: milestones not done at the date of the report; overdue: those of them whose date has passed.
-- Money columns as in money_by_project. findings: errors and warnings nobody has accepted yet.
WITH who AS (
    SELECT report_id, project_key, STRING_AGG(name, '; ' ORDER BY position) AS responsible
    FROM parties
    WHERE role = 'responsible'
    GROUP BY ALL
),
steps AS (
    SELECT
        m.report_id,
        m.project_key,
        COUNT(*) AS milestones,
        MIN(m.date_start) AS first_milestone,
        MAX(m.date_end) AS last_milestone,
        COUNT(*) FILTER (m.state = 'planned') AS open_promises,
        COUNT(*) FILTER (m.state = 'planned' AND m.date_end < r.as_of_start) AS overdue,
        MIN(m.date_start) FILTER (m.state = 'planned' AND m.date_end >= r.as_of_start) AS next_milestone
    FROM milestones AS m
    JOIN reports AS r USING (report_id)
    GROUP BY ALL
),
doubts AS (
    SELECT report_id, project_key, COUNT(*) AS findings
    FROM findings
    WHERE severity <> 'info' AND project_key IS NOT NULL AND NOT COALESCE(accepted, FALSE)
    GROUP BY ALL
)
SELECT
    p.report_id,
    p.project_key,
    p.project_id,
    p.title,
    p.action_field_no,
    p.action_field,
    COALESCE(who.responsible, p.responsible) AS responsible,
    p.status,
    m.money,
    m.lower_eur,
    m.upper_eur,
    m.per_year_eur,
    COALESCE(s.milestones, 0) AS milestones,
    s.first_milestone,
    s.last_milestone,
    COALESCE(s.open_promises, 0) AS open_promises,
    COALESCE(s.overdue, 0) AS overdue,
    s.next_milestone,
    COALESCE(d.findings, 0) AS findings,
    p.page_first AS page
FROM projects AS p
JOIN money_by_project AS m USING (report_id, project_key)
LEFT JOIN who USING (report_id, project_key)
LEFT JOIN steps AS s USING (report_id, project_key)
LEFT JOIN doubts AS d USING (report_id, project_key)
ORDER BY p.report_id, p.position
