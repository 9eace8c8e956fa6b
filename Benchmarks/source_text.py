"""Text that looks like source code to a scanner, from a seeded generator.

The words that scanners look for stand in it about as often as in real code, in the harmless forms
in which they mostly appear there: references, hashes, identifiers, integrity values, addresses.
"""

import base64

WORDS = (
    "account active address amount archive batch buffer build cache call cell channel client code "
    "column commit config context count create data date default delete depth device entry error "
    "event field file filter flag folder format frame group handle header index input invoice item "
    "job label layer length level limit line link list load lock log map mask match message meta "
    "method mode model month name node note number object offset option order output owner page "
    "parent part path payment peer phase plan point policy pool price process product profile "
    "query queue range rate record region report request result role route row rule scale schema "
    "scope score section segment sender series service session setting shape signal size slot "
    "source stage state status step store stream string style subject table tag target task team "
    "template tenant text thread time title total trace type unit update user value vendor version "
    "view window worker zone").split()


class SourceText:
    """Files of four kinds, and edits of them."""

    KINDS = {"py": "python", "ts": "typescript", "yaml": "yaml", "md": "prose", "json": "lock"}

    def __init__(self, random):
        self.random = random

    def name(self, words=2):
        return "_".join(self.random.choice(WORDS) for _ in range(words))

    def sentence(self):
        count = self.random.randint(6, 14)
        return " ".join(self.random.choice(WORDS) for _ in range(count)).capitalize() + "."

    def hexadecimal(self, digits):
        return f"{self.random.getrandbits(4 * digits):0{digits}x}"

    def line(self, kind):
        """One line; one in forty speaks of credentials without holding any."""
        if self.random.random() < 0.025:
            return self.harmless()
        indent = "  " * self.random.randint(0, 3)
        name, other = self.name(), self.name()
        return indent + {
            "python": lambda: self.random.choice([
                f"def {name}(self, {other}):", f"{name} = self.{other}({self.name(1)})",
                f"if {name} is None and {other} > {self.random.randint(0, 999)}:",
                f"return {name}[{self.random.randint(0, 9)}]", f"# {self.sentence()}",
                f'log.debug("{self.sentence()}", {name})']),
            "typescript": lambda: self.random.choice([
                f"export function {name}({other}: {self.name(1).capitalize()}) {{",
                f"const {name} = await {other}.{self.name(1)}({{ {self.name(1)}: '{other}' }});",
                "}", f"// {self.sentence()}", f"import {{ {name} }} from './{other}';",
                f"if (!{name}) throw new Error('{self.sentence()}');"]),
            "yaml": lambda: self.random.choice([
                f"{name}: {other}", f"- name: {name}", f"  {name}: {self.random.randint(1, 9999)}",
                f"# {self.sentence()}", f"{name}: \"{self.sentence()}\"", f"image: {name}:1.{self.random.randint(0, 40)}"]),
            "prose": self.sentence,
            "lock": lambda: f'"{name}": {{ "version": "{self.random.randint(0, 9)}.{self.random.randint(0, 30)}.1", '
                            f'"integrity": "sha512-{base64.b64encode(self.random.randbytes(64)).decode()}" }},',
        }[kind]()

    def harmless(self):
        return self.random.choice([
            lambda: f'password = os.environ["{self.name().upper()}_PASSWORD"]',
            lambda: f"token: ${{{{ secrets.{self.name().upper()} }}}}",
            lambda: f"const apiKey = config.get('{self.name()}.apiKey');",
            lambda: f"secretName: {self.name().replace('_', '-')}",
            lambda: f"uses: actions/checkout@{self.hexadecimal(40)}",
            lambda: f"sha256 = {self.hexadecimal(64)}",
            lambda: f"id: {self.hexadecimal(8)}-{self.hexadecimal(4)}-4{self.hexadecimal(3)}-a{self.hexadecimal(3)}-{self.hexadecimal(12)}",
            lambda: f"url = https://{self.name(1)}.example.org:8443/{self.name()}?key={self.name(1)}",
            lambda: f"tokenizer = {self.name()}.Tokenizer(key={self.name(1)}, secret=None)",
        ])()

    def lines(self, kind, count):
        return [self.line(kind) for _ in range(count)]

    def edit(self, lines, kind):
        """Replaces, inserts and deletes a few lines in one or two places."""
        for _ in range(self.random.randint(1, 2)):
            at = self.random.randrange(len(lines))
            lines[at:at + self.random.randint(0, 6)] = self.lines(kind, self.random.randint(1, 8))
