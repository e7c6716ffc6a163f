"""Training: runs that teach a network labelled pictures, step by step, kept so that each can be looked into later."""
