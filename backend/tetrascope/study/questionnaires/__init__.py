"""The questionnaires that are built in: their dimensions, their scoring, and where these come from.

Published questionnaires have sentences that belong to their authors. Theirs are not here: what stands here is worded
anew. Whoever wants to compare with published values puts the original wording, as its owners allow, into the study's
file, under `wording` of the questionnaire.
"""
