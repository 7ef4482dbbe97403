-- Sums of money that may be added up, one row each, with the years they are for; the other money views rest on it.
-- kind: once | each year, years stated | each year, end open | each year, years not stated.
-- lower_eur, upper_eur: the sum over all years stated; null for the two last kinds, whose sum is not stated.
-- each_lower_eur, each_upper_eur: the sum of one year (of the whole for "once").
-- A range has two ends; "up to" begins at 0; "more than" has no upper end (open_upward) and counts with what is stated.
WITH volume_section AS (
    SELECT DISTINCT p.report_id, p.project_key, s.section
    FROM projects AS p
    JOIN sections AS s USING (report_id, project_key)
    WHERE s.text = p.volume_text
),
priced AS (
    SELECT
        a.*,
        CASE WHEN a.modifier = 'max' THEN 0 ELSE a.value END * CASE a.frequency WHEN 'monthly' THEN 12 ELSE 1 END
            AS each_lower_eur,
        COALESCE(a.value_to, a.value) * CASE a.frequency WHEN 'monthly' THEN 12 ELSE 1 END AS each_upper_eur,
        v.section IS NOT NULL AS in_volume
    FROM amounts AS a
    LEFT JOIN volume_section AS v
        ON v.report_id = a.report_id AND v.project_key = a.project_key AND v.section = a.section
    WHERE a.currency = 'EUR' AND a.project_key IS NOT NULL
),
once AS (
    SELECT * FROM priced WHERE counts_toward_total AND frequency = 'once'
),
-- Until when the sums that count are for; null if one of them does not say it.
once_end AS (
    SELECT
        report_id,
        project_key,
        CASE WHEN COUNT(*) = COUNT(period_end) THEN MAX(period_end) END AS last_day
    FROM once
    GROUP BY ALL
),
-- What recurs counts beside a sum only where its time begins after that of the sum: otherwise it may be part of it.
recurring AS (
    SELECT
        a.*,
        CASE
            WHEN a.period_start IS NOT NULL AND a.period_end IS NOT NULL THEN 'each year, years stated'
            WHEN a.period_start IS NOT NULL THEN 'each year, end open'
            ELSE 'each year, years not stated'
        END AS kind,
        BOOL_OR(a.role = 'total') OVER (PARTITION BY a.report_id, a.project_key) AS has_total
    FROM priced AS a
    LEFT JOIN once_end AS o USING (report_id, project_key)
    WHERE a.frequency <> 'once' AND a.per IS NULL AND a.in_volume
        AND (o.project_key IS NULL OR a.period_start > o.last_day)
),
chosen AS (
    SELECT * EXCLUDE (in_volume), 'once' AS kind, counts_reason AS reason FROM once
    UNION ALL BY NAME
    SELECT
        * EXCLUDE (in_volume, has_total),
        CASE
            WHEN kind = 'each year, years stated' THEN 'recurs in the years stated'
            ELSE 'recurs; over how many years is not stated'
        END AS reason
    FROM recurring
    WHERE role = 'total' OR NOT has_total
),
counted AS (
    SELECT
        *,
        CASE kind
            WHEN 'once' THEN 1
            -- A year begins every twelve months from the first day: school years count like calendar years.
            WHEN 'each year, years stated'
                THEN GREATEST(1, CEIL(DATE_DIFF('month', period_start, period_end + INTERVAL 1 DAY) / 12))::INTEGER
        END AS times
    FROM chosen
)
SELECT
    report_id,
    project_key,
    position,
    kind,
    text,
    modifier,
    role,
    YEAR(period_start)::SMALLINT AS year_first,
    YEAR(period_end)::SMALLINT AS year_last,
    times,
    each_lower_eur::DECIMAL(18, 2) AS each_lower_eur,
    each_upper_eur::DECIMAL(18, 2) AS each_upper_eur,
    (each_lower_eur * times)::DECIMAL(18, 2) AS lower_eur,
    (each_upper_eur * times)::DECIMAL(18, 2) AS upper_eur,
    modifier = 'approx' AS approximate,
    modifier = 'min' AS open_upward,
    reason,
    boxes[1].page AS page
FROM counted
ORDER BY report_id, page, project_key, position
