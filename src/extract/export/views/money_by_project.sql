-- The money of each project, every project in one row; without a figure all sums are null.
-- money: total stated | sum of parts | yearly only | no figure.
-- per_year_eur recurs for years that are not all stated; it is not contained in lower_eur and upper_eur.
-- excess_eur: by how much the lower sum exceeds the one total stated; null where it does not.
SELECT
    p.report_id,
    p.project_key,
    p.position,
    CASE
        WHEN COUNT(m.kind) = 0 THEN 'no figure'
        WHEN COUNT(m.lower_eur) = 0 THEN 'yearly only'
        WHEN COUNT(*) FILTER (m.kind = 'once' AND m.role = 'total') > 0 THEN 'total stated'
        ELSE 'sum of parts'
    END AS money,
    p.volume_eur,
    SUM(m.lower_eur)::DECIMAL(18, 2) AS lower_eur,
    SUM(m.upper_eur)::DECIMAL(18, 2) AS upper_eur,
    SUM(m.each_lower_eur) FILTER (m.lower_eur IS NULL)::DECIMAL(18, 2) AS per_year_eur,
    COALESCE(BOOL_OR(m.approximate), FALSE) AS approximate,
    COALESCE(BOOL_OR(m.open_upward), FALSE) AS open_upward,
    CASE
        WHEN SUM(m.lower_eur) FILTER (m.kind = 'once') > p.volume_eur
            THEN SUM(m.lower_eur) FILTER (m.kind = 'once') - p.volume_eur
    END::DECIMAL(18, 2) AS excess_eur
FROM projects AS p
LEFT JOIN money_items AS m USING (report_id, project_key)
GROUP BY p.report_id, p.project_key, p.position, p.volume_eur
ORDER BY p.report_id, p.position
