"""The one way in which this reader says no: a code and a place. Nothing secret is in either."""


class Refused(Exception):
    def __init__(self, code, at=""):
        super().__init__(f"{code} at {at}" if at else code)
        self.code = code
        self.at = at
