"""The tables for people who compute: ready views, one DuckDB file, Excel, CSV."""
