"""User studies (thesis, chapter 4): what a study is, who does what in which order, and where all of it is kept."""
