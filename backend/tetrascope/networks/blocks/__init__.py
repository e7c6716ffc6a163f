"""A network as a list of blocks that a person may edit: what each gives out, whether it fits, and which weights stay.

Light to import but for what makes models of lists and lists of models.
"""
