"""Passwords as people choose them, made up, in the files that they leave them in.

CredData replaces the characters of every credential by random ones of their kind. A model that sees
nothing else learns that a password looks random and that words with a year and an exclamation mark
behind them are none: half of the passwords that people choose. These entries say otherwise. They are
only learned from: no figure is counted on them.
"""

import random

WORDS = """
anchor autumn badger bamboo beacon bicycle blossom bonsai breeze button cactus candle canyon captain
carbon castle cedar cherry cinder clover cobra comet copper coral cotton crystal dakota desert dolphin
donkey dragon eagle ember engine falcon feather fiddle forest fossil fountain galaxy garden ginger
glacier granite hammer hazel helmet hockey hunter island ivory jacket jaguar jasmine jungle kettle
kitten ladder lagoon lemon lizard lobster magnet maple marble meadow meteor mirror monkey mountain
needle nickel ocean octopus olive orange orchid oxygen paddle panda papaya parrot pebble pepper pigeon
pirate planet pocket prairie puzzle rabbit raccoon raven ribbon river rocket saddle salmon sapphire
saturn scooter shadow silver sparrow spider spring summer sunflower sunset thunder tiger timber tomato
tornado tulip turtle valley velvet violet walnut whisker willow window winter wizard yellow zebra
""".split()
NAMES = """
alice andrea arthur bella bruno carla cecile charlie daniel diego elena emma felix fiona george greta
hannah hector igor ingrid jakob julia karen kevin laura lucas maria martin nadia nicole oliver oscar
paula peter quentin rosa samuel sophie stefan teresa thomas ursula victor wendy xavier yvonne
""".split()
PLACES = "amsterdam berlin boston chicago dublin geneva havana lisbon london madrid nairobi oslo paris " \
    "prague quito rome seattle sydney tokyo vienna warsaw zurich".split()
MONTHS = "January February March April June July August September October November December " \
    "Monday Tuesday Friday Sunday Frühling Sommer Herbst Verano Otoño Printemps Estate".split()
ROLES = "Admin Root Prod Server Backup Deploy Mail Wifi Office Report Service Master Oracle Backend".split()
LEET = str.maketrans({"a": "4", "e": "3", "i": "1", "o": "0", "s": "5"})
SIGNS = "!#@$%*?+-_.=&^~"

FILES = [
    (".env", "{key}={value}", "upper"),
    (".env", '{key}="{value}"', "upper"),
    ("application.properties", "spring.datasource.{key}={value}", "lower"),
    ("config.ini", "[server]\nuser = ops\n{key} = {value}", "lower"),
    ("values.yaml", "db:\n  user: ops\n  {key}: {value}", "camel"),
    ("config.yml", 'mail:\n  host: mx.harbour.net\n  {key}: "{value}"', "lower"),
    ("docker-compose.yml", "    environment:\n      - {key}={value}", "upper"),
    ("docker-compose.yml", "    environment:\n      {key}: {value}", "upper"),
    ("appsettings.json", '{{"Db": {{"User": "ops", "{key}": "{value}"}}}}', "pascal"),
    ("config.json", '{{\n  "{key}": "{value}"\n}}', "camel"),
    ("terraform.tfvars", '{key} = "{value}"', "lower"),
    ("settings.py", '{key} = "{value}"', "upper"),
    ("db.py", "connect(host='db1', user='ops', {key}='{value}')", "lower"),
    ("main.go", 'const {key} = "{value}"', "camel"),
    ("Login.java", 'private static final String {key} = "{value}";', "upper"),
    ("Program.cs", 'private const string {key} = "{value}";', "pascal"),
    ("db.js", "const pool = createPool({{ user: 'ops', {key}: '{value}' }});", "camel"),
    ("config.php", "$config['{key}'] = '{value}';", "lower"),
    ("config.php", "define('{key}', '{value}');", "upper"),
    ("run.sh", "export {key}='{value}'", "upper"),
    ("deploy.ps1", '${key} = "{value}"', "camel"),
    ("Dockerfile", "ENV {key}={value}", "upper"),
    ("Config.swift", 'let {key} = "{value}"', "camel"),
    ("wifi.ino", 'const char* {key} = "{value}";', "lower"),
    ("NOTES.md", "- {key}: {value}", "plain"),
    ("context.xml", '<Resource username="ops" {key}="{value}"/>', "lower"),
    ("pom.xml", "<server>\n  <{key}>{value}</{key}>\n</server>", "lower"),
]
KEYS = {
    "upper": "DB_PASSWORD MYSQL_ROOT_PASSWORD SMTP_PASS ADMIN_PASSWORD REDIS_PASSWORD LDAP_BIND_PWD "
             "MAIL_PASSWORD FTP_PASS KEYSTORE_PASSPHRASE".split(),
    "lower": "password db_password passwd admin_password smtp_pass ldap_pwd bind_password".split(),
    "camel": "password dbPassword adminPassword smtpPass userPassword keyPassphrase".split(),
    "pascal": "Password DbPassword AdminPassword SmtpPassword".split(),
    "plain": "password Password pass pwd".split(),
}


class HumanPasswords:
    """As many as asked, the same ones each time."""

    def __init__(self, count, seed=11):
        self.random = random.Random(seed)
        self.files = [self.file(number) for number in range(count)]

    def file(self, number):
        """An entry as those of the excerpts: name, text and where the password stands."""
        name, layout, case = self.random.choice(FILES)
        key, value = self.random.choice(KEYS[case]), self.password()
        text = layout.format(key=key, value=value) + "\n"
        offset = text.index(value)
        line = text.count("\n", 0, offset)
        start = offset - (text.rfind("\n", 0, offset) + 1)
        return {"file": f"people/{number}/{name}", "text": text, "labels": [{
            "line": line + 1, "end": line + 1, "start": start, "stop": start + len(value),
            "truth": "T"}]}

    def password(self):
        pick = self.random.choice
        word, other = pick(WORDS), pick(WORDS)
        year, few, sign = pick(range(1960, 2027)), pick(range(2, 1000)), pick(SIGNS)
        return pick([
            lambda: f"{word.title()}{few}{sign}",
            lambda: f"{word.title()}{sign}{year}",
            lambda: f"{pick(NAMES)}{year}{sign}",
            lambda: f"{pick(NAMES).title()}{sign}{few}",
            lambda: f"{pick(PLACES).title()}{year}{sign}",
            lambda: f"{pick(MONTHS)}{year}{sign}",
            lambda: f"{pick(MONTHS)}{sign}{year % 100:02}",
            lambda: f"{word}{other.title()}{few}{pick([sign, ''])}",
            lambda: f"{word.title()}{pick('._-')}{other.title()}{few}",
            lambda: f"{word.title()}{other.title()}{sign}{few}",
            lambda: f"{word.translate(LEET).title()}{sign}{few}",
            lambda: f"{pick(ROLES).lower().translate(LEET)}{sign}{few}",
            lambda: f"{pick(PLACES)}{pick(ROLES)}{sign}{year}",
            lambda: f"{pick(['My', 'The', 'Our'])}{word.title()}{pick(['Is', 'Has', 'Runs'])}"
                    f"{other.title()}{few}{sign}",
            lambda: f"{pick(['qwe', 'asd', 'zxc', 'wsx', 'ytr'])}{few}{sign}{pick('QAZXCV')}{few % 7}",
        ])()
