part = 2
