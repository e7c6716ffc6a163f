"""User studies (thesis, chapter 4): what a study is, who does what in which order, and where all of it is kept.

definition/      what a study is: conditions, images, tasks, questions
questionnaires/  those that are built in, with their scores
session/         orders, and a participant's session step by step
file/            the file that defines a study: read, checked line by line, written anew
records/         what participants do and answer, kept
conduct/         a study that is conducted: who is there, and what each is told
results/         what came of it, as files
simulation/      participants for a dry run, whom nobody plays
statistics/      medians, tests: numbers in, numbers out
findings/        what a study found: from records to numbers; how they are shown is in `tetrascope.report.study`

Imports run one way: `findings → statistics`, and `conduct, findings, results, simulation → records, file → session →
questionnaires → definition`.
"""
