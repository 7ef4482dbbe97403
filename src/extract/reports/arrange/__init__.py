"""Pages as the reports room reads them: labels before their texts, furniture known, blocks of lines."""
