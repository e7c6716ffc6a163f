"""Participants whom nobody plays: sessions to rehearse a study with, marked as simulated wherever they are seen."""
