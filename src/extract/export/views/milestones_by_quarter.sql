-- How many milestones lie in each quarter, done and planned.
-- quarter is null for milestones whose date is wider than a quarter ("2023"); year is null where it spans years.
SELECT
    report_id,
    CASE WHEN YEAR(date_start) = YEAR(date_end) THEN YEAR(date_start) END::SMALLINT AS year,
    CASE
        WHEN DATE_TRUNC('quarter', date_start) = DATE_TRUNC('quarter', date_end) THEN QUARTER(date_start)
    END::TINYINT AS quarter,
    COUNT(*) AS milestones,
    COUNT(*) FILTER (state = 'done') AS done,
    COUNT(*) FILTER (state = 'planned') AS planned
FROM milestones
GROUP BY ALL
ORDER BY report_id, year NULLS LAST, quarter NULLS LAST
