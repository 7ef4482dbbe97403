-- Money by responsible body: how many projects state a figure, and the lower and upper sum of what they state.
-- A project with several responsible bodies stands under all their names together, so that no money counts twice.
-- total_stated, stated_total_eur: projects that state a total, and the sum of these totals (lower end).
-- lower_eur, upper_eur: these and the parts of projects without a total; per_year_eur recurs and comes on top.
SELECT
    o.report_id,
    o.responsible,
    COUNT(*) AS projects,
    COUNT(*) FILTER (o.money = 'no figure') AS without_figure,
    COUNT(*) FILTER (o.money = 'total stated') AS total_stated,
    COALESCE(SUM(o.lower_eur) FILTER (o.money = 'total stated'), 0)::DECIMAL(18, 2) AS stated_total_eur,
    COALESCE(SUM(o.lower_eur), 0)::DECIMAL(18, 2) AS lower_eur,
    COALESCE(SUM(o.upper_eur), 0)::DECIMAL(18, 2) AS upper_eur,
    COALESCE(SUM(o.per_year_eur), 0)::DECIMAL(18, 2) AS per_year_eur,
    COUNT(*) FILTER (m.approximate) AS approximate,
    COUNT(*) FILTER (m.open_upward) AS open_upward
FROM project_overview AS o
JOIN money_by_project AS m USING (report_id, project_key)
GROUP BY o.report_id, o.responsible
ORDER BY o.report_id, lower_eur DESC, o.responsible
