-- Money by the years it is for, as stated: nothing is divided among years.
-- A sum for several years stands under these years together ("2020-2022"); yearly money stands in each of its years,
-- one with an open end ("from 2022 on, each year") up to the year of the report, at least in its first year.
-- years "not stated" with kind "each year, years not stated" is the money of one year.
WITH yearly AS (
    SELECT
        i.* EXCLUDE (year_first, year_last, lower_eur, upper_eur),
        UNNEST(
            RANGE(
                i.year_first,
                CASE
                    WHEN i.kind = 'each year, end open' THEN GREATEST(i.year_first, YEAR(r.as_of_end))
                    ELSE i.year_first + i.times - 1
                END + 1
            )
        )::SMALLINT AS year_first,
        i.each_lower_eur AS lower_eur,
        i.each_upper_eur AS upper_eur
    FROM money_items AS i
    JOIN reports AS r USING (report_id)
    WHERE i.kind IN ('each year, years stated', 'each year, end open')
),
spread AS (
    SELECT *, year_first AS year_last FROM yearly
    UNION ALL BY NAME
    SELECT * REPLACE (each_lower_eur AS lower_eur, each_upper_eur AS upper_eur)
    FROM money_items
    WHERE kind IN ('once', 'each year, years not stated')
),
labelled AS (
    SELECT
        * REPLACE (
            CASE WHEN kind <> 'each year, years not stated' THEN year_first END AS year_first,
            CASE WHEN kind <> 'each year, years not stated' THEN year_last END AS year_last
        )
    FROM spread
),
summed AS (
    SELECT
        report_id,
        year_first,
        year_last,
        kind,
        COUNT(DISTINCT project_key) AS projects,
        SUM(lower_eur)::DECIMAL(18, 2) AS lower_eur,
        SUM(upper_eur)::DECIMAL(18, 2) AS upper_eur
    FROM labelled
    GROUP BY ALL
)
SELECT
    report_id,
    CASE
        WHEN year_first = year_last THEN year_first::VARCHAR
        WHEN year_first IS NOT NULL AND year_last IS NOT NULL THEN year_first || '-' || year_last
        WHEN year_first IS NOT NULL THEN 'from ' || year_first
        WHEN year_last IS NOT NULL THEN 'to ' || year_last
        ELSE 'not stated'
    END AS years,
    year_first,
    year_last,
    kind,
    projects,
    lower_eur,
    upper_eur
FROM summed
ORDER BY report_id, COALESCE(year_first, year_last) NULLS LAST, year_last NULLS LAST, kind
