"""What a study has brought, as files that statistics programs, spreadsheets and scripts read."""
