-- Money by who gives it: State, Federation, EU, own means; what the totals that count do not attribute is "not stated".
-- stated_eur: sums named for this source in the statements of volume. counted_eur: what of it lies within the totals
-- that count (counts_toward_total); over all sources of an edition it adds up to the sum of these totals.
-- Where the sources of a project exceed what counts, nothing is attributed; see contradictory_money.
WITH counted AS (
    SELECT report_id, project_key, SUM(value) AS total
    FROM amounts
    WHERE counts_toward_total AND currency = 'EUR' AND project_key IS NOT NULL
    GROUP BY ALL
),
volume_section AS (
    SELECT DISTINCT p.report_id, p.project_key, s.section
    FROM projects AS p
    JOIN sections AS s USING (report_id, project_key)
    WHERE s.text = p.volume_text
),
named AS (
    SELECT a.report_id, a.project_key, a.role AS money_source, a.value
    FROM amounts AS a
    LEFT JOIN volume_section AS v USING (report_id, project_key, section)
    WHERE a.currency = 'EUR' AND a.frequency = 'once' AND a.per IS NULL
        AND a.role IN ('state', 'federal', 'eu', 'own')
        AND (v.section IS NOT NULL OR a.counts_toward_total)
),
of_project AS (
    SELECT n.report_id, n.project_key, SUM(n.value) AS named, COALESCE(ANY_VALUE(c.total), 0) AS total
    FROM named AS n
    LEFT JOIN counted AS c USING (report_id, project_key)
    GROUP BY ALL
),
attributed AS (
    SELECT
        n.report_id,
        n.project_key,
        n.money_source,
        n.value AS stated,
        CASE WHEN o.named <= o.total THEN n.value ELSE 0 END AS counted
    FROM named AS n
    JOIN of_project AS o USING (report_id, project_key)
    UNION ALL
    SELECT
        c.report_id,
        c.project_key,
        'not stated',
        NULL,
        c.total - CASE WHEN COALESCE(o.named, 0) <= c.total THEN COALESCE(o.named, 0) ELSE 0 END
    FROM counted AS c
    LEFT JOIN of_project AS o USING (report_id, project_key)
),
summed AS (
    SELECT
        report_id,
        money_source,
        COUNT(DISTINCT project_key) FILTER (counted > 0 OR stated IS NOT NULL) AS projects,
        COUNT(stated) AS amounts,
        SUM(stated)::DECIMAL(18, 2) AS stated_eur,
        SUM(counted)::DECIMAL(18, 2) AS counted_eur
    FROM attributed
    GROUP BY ALL
)
SELECT
    *,
    (100 * counted_eur / NULLIF(SUM(counted_eur) OVER (PARTITION BY report_id), 0))::DECIMAL(5, 2) AS share_percent
FROM summed
ORDER BY report_id, money_source = 'not stated', counted_eur DESC, money_source
