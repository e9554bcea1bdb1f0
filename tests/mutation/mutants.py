# SPDX-License-Identifier: MIT
"""The small changes that can be made to a C source which is formatted as this tree's are.

Each changes one comparison, constant, operator, branch or statement. The source is read as tokens,
not as a grammar: what comes out need not compile, and then is no mutant.
"""
import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/|\\\n)
      | (?P<string>"(?:\\.|[^"\\])*")
      | (?P<char>'(?:\\.|[^'\\])+')
      | (?P<number>\b(?:0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]*\b)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<mark><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)""",
    re.S | re.X,
)
DIRECTIVE = re.compile(r"^[ \t]*#[ \t]*(\w+)((?:\\\n|[^\n])*)", re.M)
FUNCTION = re.compile(r"^(?!struct [^()]*\{)[A-Za-z_][\w \t*]*?(\w+)\(", re.M)

OPERATORS = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "==": ("!=",),
    "!=": ("==",),
    "&&": ("||",),
    "||": ("&&",),
    "+": ("-",),
    "-": ("+",),
    "*": ("/",),
    "/": ("*",),
    "%": ("/",),
    "&": ("|",),
    "|": ("&",),
    "^": ("|",),
    "<<": (">>",),
    ">>": ("<<",),
    "+=": ("-=", "="),
    "-=": ("+=", "="),
    "*=": ("/=",),
    "|=": ("&=", "="),
    "&=": ("|=", "="),
    "++": ("--",),
    "--": ("++",),
}
CLOSING = {"(": ")", "[": "]", "{": "}"}
CONTROL = {"if", "for", "while", "switch"}
KEYWORDS = CONTROL | {"return", "case", "default", "do", "else", "sizeof", "goto", "static", "const",
                      "struct", "enum", "union", "unsigned", "signed", "void", "extern", "typedef"}
ASSIGNMENTS = {"=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "<<=", ">>=", "++", "--"}


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    start: int

    @property
    def end(self):
        return self.start + len(self.text)


@dataclass(frozen=True)
class Mutant:
    file: str  # relative to the top of the tree
    start: int
    end: int
    replacement: str
    line: int
    function: str
    before: str  # the lines that change, white space collapsed
    after: str

    def apply(self, source):
        # Lines keep their numbers.
        lost = source.count("\n", self.start, self.end) - self.replacement.count("\n")
        return source[: self.start] + self.replacement + "\n" * lost + source[self.end :]


def blank(match):
    return re.sub(r"[^\n]", " ", match.group())


def keep_body(match):
    """Of '#define NAME BODY' the body alone, of other directives nothing."""
    if match.group(1) == "define":
        body = re.match(r"\s*\w+(\([^)]*\))?", match.group(2))
        if body is not None:
            head = match.start(2) - match.start() + body.end()
            return " " * head + match.group()[head:]
    return blank(match)


def tokens_of(source):
    code = DIRECTIVE.sub(keep_body, re.sub(r"/\*.*?\*/", blank, source, flags=re.S))
    found = []
    for match in TOKEN.finditer(code):
        if match.lastgroup != "skip":
            found.append(Token(match.lastgroup, match.group(), match.start()))
    return found


class Reader:
    """Walks over the tokens of one source and collects (start, end, replacement)."""

    def __init__(self, source):
        self.source = source
        self.tokens = tokens_of(source)
        self.partner = self.match_brackets()
        self.changes = []

    def match_brackets(self):
        partner, stack = {}, []
        for i, token in enumerate(self.tokens):
            if token.text in CLOSING:
                stack.append(i)
            elif token.text in CLOSING.values() and stack:
                partner[i] = stack.pop()
                partner[partner[i]] = i
        return partner

    def text(self, i):
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def change(self, first, last, replacement):
        """Tokens first to last."""
        self.changes.append((self.tokens[first].start, self.tokens[last].end, replacement))

    def old(self, first, last):
        return self.source[self.tokens[first].start : self.tokens[last].end]

    def until(self, i, ends):
        """The first token from i on that is one of ends and in no brackets opened since."""
        while i < len(self.tokens) and self.text(i) not in ends:
            i = self.partner.get(i, i) + 1 if self.text(i) in CLOSING else i + 1
        return i

    def operator(self, i):
        token = self.tokens[i]
        spaced = self.source[token.start - 1] in " \n" and self.source[token.end] in " \n"
        if token.text in ("++", "--") or spaced:
            for other in OPERATORS.get(token.text, ()):
                self.change(i, i, other)
        if token.text == "!":
            self.change(i, i, "")

    def constant(self, i):
        token = self.tokens[i]
        if token.text in ("true", "false"):
            self.change(i, i, "false" if token.text == "true" else "true")
        elif token.kind in ("number", "char"):
            self.change(i, i, f"({token.text} + 1)")
            if token.text.rstrip("uUlL") not in ("0", "1"):
                self.change(i, i, f"({token.text} - 1)")
            elif token.text.rstrip("uUlL") == "1":
                self.change(i, i, "0")

    def condition(self, i):
        """if and while: never; if: always. What the condition does besides is still done."""
        if self.text(i) not in ("if", "while") or i + 1 not in self.partner:
            return
        last = self.partner[i + 1]
        inner = self.old(i + 2, last - 1)
        self.change(i + 2, last - 1, f"({inner}) && 0")
        if self.text(i) == "if":
            self.change(i + 2, last - 1, f"({inner}) || 1")

    def choice(self, i):
        """a ? b : c becomes a ? c : b."""
        if self.text(i) != "?":
            return
        colon = self.until(i + 1, {":"})
        end = self.until(colon + 1, {";", ",", ")", "]", "}", ":"})
        if end < len(self.tokens):
            yes, no = self.old(i + 1, colon - 1), self.old(colon + 1, end - 1)
            self.change(i + 1, end - 1, f"{no} : {yes}")

    def begins_statement(self, i):
        before = self.text(i - 1)
        if before in (";", "{", "}", "else", "do"):
            return True
        if before == ":":
            return self.text(i - 2) == "default" or self.text(i - 3) == "case"
        return before == ")" and self.text(self.partner.get(i - 1, 0) - 1) in CONTROL

    def statement(self, i, returns_bool):
        if not self.begins_statement(i):
            return
        end = self.until(i, {";", "}"})
        if self.text(end) != ";":
            return
        word = self.text(i)
        if word in ("break", "continue") or (word == "return" and end == i + 1):
            self.change(i, end, ";")
        elif word == "return" and returns_bool and self.text(i + 1) not in ("true", "false"):
            self.change(i + 1, end - 1, f"!({self.old(i + 1, end - 1)})")
        elif self.is_expression(i, end):
            self.change(i, end, ";")

    def is_expression(self, i, end):
        """Not a declaration: those have two words in a row, or a word and a pointer's star."""
        if self.text(i) in ("*", "++", "--"):
            return True
        if self.tokens[i].kind != "word" or self.text(i) in KEYWORDS:
            return False
        if self.text(i + 1) == "(":
            return True
        return self.text(i + 1) in {".", "->", "["} | ASSIGNMENTS and any(
            self.text(j) in ASSIGNMENTS or self.text(j) == "(" for j in range(i, end)
        )

    def label(self, i):
        if self.text(i) == "case":
            self.change(i, self.until(i, {":"}), "")

    def read(self):
        depth = 0
        returns_bool = False
        for i, token in enumerate(self.tokens):
            if token.text == "{" and depth == 0:
                returns_bool = self.is_bool_function(i)
            depth += (token.text == "{") - (token.text == "}")
            if token.kind == "mark":
                self.operator(i)
                self.choice(i)
            self.constant(i)
            self.condition(i)
            self.label(i)
            if depth > 0:
                self.statement(i, returns_bool)
        return self.changes

    def is_bool_function(self, brace):
        if self.text(brace - 1) != ")":
            return False
        name = self.partner.get(brace - 1, 0) - 1
        return self.text(name - 1) == "bool"


def function_at(source, offset):
    """The name of the function that offset lies in; '-' outside of all."""
    end = source.rfind("\n}", 0, offset)
    names = [m.group(1) for m in FUNCTION.finditer(source, max(end, 0), offset)]
    return names[-1] if names and source.find("\n{", max(end, 0), offset) >= 0 else "-"


def collapse(text):
    return " ".join(text.split())


def mutants_of(file, source):
    found = []
    for start, end, replacement in Reader(source).read():
        first = source.rfind("\n", 0, start) + 1
        last = source.find("\n", end)
        mutant = Mutant(
            file=file,
            start=start,
            end=end,
            replacement=replacement,
            line=source.count("\n", 0, start) + 1,
            function=function_at(source, start),
            before=collapse(source[first:last]),
            after=collapse(source[first:start] + replacement + source[end:last]),
        )
        if mutant.before != mutant.after:
            found.append(mutant)
    return sorted(found, key=lambda m: (m.start, m.end, m.replacement))
