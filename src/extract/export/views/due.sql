-- What is due from a day on, milestones and times named in texts apart; --as-of gives the day, --quarter the quarter.
-- as_of: the day asked from; without --as-of the day after the date of the report. What ended before it is left out.
-- quarter: the one in which it ends. stands_in: milestone | text. due_start, due_end: the time as stated.
-- fit: within the quarter | ends in the quarter | may fall into it; with --quarter that one, else that of its end.
WITH asked AS (
    SELECT
        report_id,
        COALESCE(
            GETVARIABLE('as_of')::DATE,
            COALESCE(as_of_end, MAKE_DATE(edition_year, 12, 31)) + 1
        ) AS as_of
    FROM reports
),
stated AS (
    SELECT
        m.report_id,
        m.project_key,
        m.position,
        'milestone' AS stands_in,
        m.date_start AS due_start,
        m.date_end AS due_end,
        m.precision,
        m.text,
        m.boxes[1].page AS page
    FROM milestones AS m
    WHERE m.state = 'planned'
    UNION ALL
    SELECT
        d.report_id,
        d.project_key,
        d.position,
        'text',
        d.date_start,
        d.date_end,
        d.precision,
        d.context,
        d.boxes[1].page
    FROM dates AS d
    JOIN projects AS p USING (report_id, project_key)
    -- Dates in the statement of volume say what time the money is for.
    WHERE d.source <> 'milestone' AND NOT EXISTS (
        FROM sections AS s
        WHERE s.report_id = d.report_id AND s.project_key = d.project_key
            AND s.section = d.section AND s.text = p.volume_text
    )
),
placed AS (
    SELECT
        s.*,
        a.as_of,
        COALESCE(GETVARIABLE('quarter_first')::DATE, DATE_TRUNC('quarter', s.due_end)::DATE) AS first,
        COALESCE(
            GETVARIABLE('quarter_last')::DATE,
            (DATE_TRUNC('quarter', s.due_end) + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE
        ) AS last
    FROM stated AS s
    JOIN asked AS a USING (report_id)
    WHERE s.due_end >= a.as_of
)
SELECT
    d.report_id,
    d.project_key,
    p.title,
    p.responsible,
    d.stands_in,
    d.due_start,
    d.due_end,
    YEAR(d.due_end) || '-Q' || QUARTER(d.due_end) AS quarter,
    CASE
        WHEN d.due_start >= d.first AND d.due_end <= d.last THEN 'within the quarter'
        WHEN d.due_end <= d.last THEN 'ends in the quarter'
        ELSE 'may fall into it'
    END AS fit,
    d.precision,
    d.as_of,
    d.text,
    d.page
FROM placed AS d
JOIN projects AS p USING (report_id, project_key)
WHERE d.due_end >= d.first AND COALESCE(d.due_start, d.due_end) <= d.last
ORDER BY d.report_id, d.stands_in, d.due_end, d.due_start, d.project_key, d.position
