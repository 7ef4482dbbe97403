-- Projects whose sums of money contradict each other, with how and by how much.
-- problem: parts exceed the total | several totals | volume and counted amounts differ | sources exceed the total.
-- counted_eur: sum of the amounts that count; difference_eur: by how much they or the sources exceed the volume.
WITH counted AS (
    SELECT
        report_id,
        project_key,
        SUM(value) FILTER (counts_toward_total AND currency = 'EUR' AND frequency = 'once') AS counted,
        COUNT(DISTINCT value) FILTER (
            role = 'total' AND frequency = 'once' AND currency = 'EUR'
            AND counts_reason = 'one of several totals, none is certain'
        ) AS totals
    FROM amounts
    WHERE project_key IS NOT NULL
    GROUP BY ALL
),
volume_section AS (
    SELECT DISTINCT p.report_id, p.project_key, s.section
    FROM projects AS p
    JOIN sections AS s USING (report_id, project_key)
    WHERE s.text = p.volume_text
),
parts AS (
    SELECT
        a.report_id,
        a.project_key,
        SUM(a.value) FILTER (a.role = 'component') AS components,
        SUM(a.value) FILTER (a.role IN ('state', 'federal', 'eu', 'own')) AS sources
    FROM amounts AS a
    JOIN volume_section AS v USING (report_id, project_key, section)
    WHERE a.currency = 'EUR' AND a.frequency = 'once' AND a.per IS NULL AND NOT a.counts_toward_total
    GROUP BY ALL
),
found AS (
    SELECT p.report_id, p.project_key, 'several totals' AS problem, NULL::DECIMAL(18, 2) AS difference_eur
    FROM projects AS p
    JOIN counted AS c USING (report_id, project_key)
    WHERE c.totals > 1
    UNION ALL
    SELECT p.report_id, p.project_key, 'volume and counted amounts differ', c.counted - p.volume_eur
    FROM projects AS p
    JOIN counted AS c USING (report_id, project_key)
    WHERE c.counted <> p.volume_eur
    UNION ALL
    SELECT p.report_id, p.project_key, 'parts exceed the total', t.components - p.volume_eur
    FROM projects AS p
    JOIN parts AS t USING (report_id, project_key)
    WHERE t.components > p.volume_eur
    UNION ALL
    SELECT p.report_id, p.project_key, 'sources exceed the total', t.sources - p.volume_eur
    FROM projects AS p
    JOIN parts AS t USING (report_id, project_key)
    WHERE t.sources > p.volume_eur
)
SELECT
    f.report_id,
    f.project_key,
    p.title,
    f.problem,
    p.volume_eur,
    c.counted::DECIMAL(18, 2) AS counted_eur,
    f.difference_eur::DECIMAL(18, 2) AS difference_eur,
    p.volume_text,
    p.page_first AS page
FROM found AS f
JOIN projects AS p USING (report_id, project_key)
LEFT JOIN counted AS c USING (report_id, project_key)
ORDER BY f.report_id, p.position, f.problem
