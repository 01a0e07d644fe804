#!/usr/bin/env python3
"""Tests perturb.py on a small text of its own: what each perturbation does, and that every span goes along."""
import contextlib, io, pathlib, re, sys, tempfile, unittest
from unittest import mock

import perturb

HEADLINE = "Straße to Halmere stays shut, says Yıldız Orlu’s ministry"
TEXT = (HEADLINE + "\n\n"
        "“The road is shut, and « the long way round » is no better,” said ``Pavel'' Dorrin, Kestovia’s minister of roads, who has "
        "been asked about it twice since May.\n"
        "‘Nobody knows,’ he added: „for how long.“\n")


def span_of(words, text=TEXT):
    """For a span line. Fails where the words are missing."""
    return f"{text.index(words)} {text.index(words) + len(words)}"


def covered(line, text):
    """The words of each span, on one line."""
    return [text[slice(*map(int, span.split()))].replace("\n", " ") for span in line.split("\t")[1].partition(" ")[2].split(";")]


class EachPerturbation(unittest.TestCase):
    def test_straight_quotes(self):
        after, _ = perturb.perturbed(TEXT, ["straight-quotes"])
        self.assertIn('"The road is shut, and " the long way round " is no better," said "Pavel" Dorrin, Kestovia\'s', after)
        self.assertIn("'Nobody knows,' he added: \"for how long.\"\n", after)
        self.assertEqual(len(after), len(TEXT) - 2)

    def test_hard_wraps(self):
        after, _ = perturb.perturbed(TEXT, ["hard-wraps"])
        lines = after.split("\n")
        self.assertLessEqual(max(map(len, lines)), 70)
        self.assertGreater(min(len(line + " " + next_line.split()[0]) for line, next_line in zip(lines, lines[1:])
                               if line and next_line), 70, "a line ends before it must")
        self.assertEqual(lines.count(""), 3, "an empty line after the headline, one after May, and the text's end")
        self.assertEqual(after.replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n")[:-1],
                         TEXT[:-1].replace("May.\n", "May.\n\n"))

    def test_a_line_may_fill_its_columns(self):
        self.assertEqual(perturb.perturbed("ab " + "x" * 67 + " y", ["hard-wraps"])[0], "ab " + "x" * 67 + "\ny")
        self.assertEqual(perturb.perturbed("ab " + "x" * 68 + " y", ["hard-wraps"])[0], "ab\n" + "x" * 68 + " y")

    def test_a_word_longer_than_a_line_stays_whole(self):
        after, _ = perturb.perturbed("see " + "x" * 100 + " there", ["hard-wraps"])
        self.assertEqual(after, "see\n" + "x" * 100 + "\nthere")

    def test_lost_paragraphs(self):
        after, _ = perturb.perturbed(TEXT, ["lost-paragraphs"])
        self.assertEqual(after, re.sub("\n+(?=.)", " ", TEXT))

    def test_capital_headlines(self):
        after, _ = perturb.perturbed(TEXT, ["capital-headlines"])
        self.assertEqual(after, "STRASSE TO HALMERE STAYS SHUT, SAYS YILDIZ ORLU’S MINISTRY" + TEXT[len(HEADLINE):])

    def test_a_headline_below_empty_lines_is_one(self):
        self.assertEqual(perturb.perturbed("\n \nOn roads\nNo news.", ["capital-headlines"])[0], "\n \nON ROADS\nNo news.")

    def test_a_text_comes_back_as_it_was_without_any(self):
        self.assertEqual(perturb.perturbed(TEXT, [])[0], TEXT)


class AllTogether(unittest.TestCase):
    def test_every_word_is_where_its_place_says(self):
        after, places = perturb.perturbed(TEXT, perturb.PERTURBATIONS)
        words = list(re.finditer(r"\w+", TEXT))
        self.assertGreater(len(words), 40)
        for word in words:
            self.assertEqual(after[places[word.start()][0]:places[word.end() - 1][1]].lower(),
                             word.group().upper().lower() if word.start() < len(HEADLINE) else word.group().lower())

    def test_headline_and_paragraphs_run_on_in_wrapped_lines(self):
        after, _ = perturb.perturbed(TEXT, perturb.PERTURBATIONS)
        self.assertTrue(after.startswith('STRASSE TO HALMERE STAYS SHUT, SAYS YILDIZ ORLU\'S MINISTRY "The road\n'), after)
        self.assertNotIn("\n\n", after)


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.gold, self.out = pathlib.Path(folder.name, "gold"), pathlib.Path(folder.name, "out")
        for part in ("text", "attributions"):
            (self.gold / part).mkdir(parents=True)
        (self.gold / "text" / "a.txt").write_bytes(TEXT.encode())
        self.annotation = self.gold / "attributions" / "a_one.ann"

    def run_on(self, annotation, *options):
        """What it says as it ends, "" when all is well."""
        self.annotation.write_bytes(annotation.encode())
        with mock.patch.object(sys, "argv", ["perturb.py", str(self.gold), str(self.out), *options]), \
             contextlib.redirect_stdout(io.StringIO()):
            try:
                perturb.main()
            except SystemExit as end:
                return str(end.code)
        return ""

    def result(self):
        read = lambda path: path.read_bytes().decode()
        return read(self.out / "text" / "a.txt"), read(self.out / "attributions" / "a_one.ann").split("\n")

    def test_spans_move_and_all_else_stays(self):
        lines = ["T1\tSource " + span_of("``Pavel'' Dorrin") + ";" + span_of("minister of roads"), "T2\tCue " + span_of("said"),
                 "T3\tContent " + span_of("“The road is shut, and « the long way round » is no better,”") + "\tas it was",
                 "E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1", "#1\tAnnotatorNotes T1\t0 4", ""]
        self.assertEqual(self.run_on("\n".join(lines)), "")
        text, moved = self.result()
        self.assertEqual(covered(moved[0], text), ['"Pavel" Dorrin', "minister of roads"])
        self.assertEqual(covered(moved[1], text), ["said"])
        self.assertEqual(covered(moved[2], text), ['"The road is shut, and " the long way round " is no better,"'])
        self.assertTrue(moved[0].startswith("T1\tSource ") and moved[2].endswith("\tas it was"), moved)
        self.assertEqual(moved[3:], lines[3:])

    def test_a_span_that_cuts_a_double_mark_covers_it(self):
        self.assertEqual(self.run_on("T1\tSource " + span_of("`Pavel'")), "")
        text, moved = self.result()
        self.assertEqual(covered(moved[0], text), ['"Pavel"'])

    def test_the_same_bytes_twice(self):
        self.assertEqual(self.run_on("T1\tCue " + span_of("added")), "")
        first = self.result()
        self.assertEqual(self.run_on("T1\tCue " + span_of("added")), "")
        self.assertEqual(self.result(), first)

    def test_options_choose(self):
        self.assertEqual(self.run_on("T1\tCue " + span_of("added"), "--lost-paragraphs"), "")
        text, moved = self.result()
        self.assertEqual((text, covered(moved[0], text)), (re.sub("\n+(?=.)", " ", TEXT), ["added"]))

    def test_a_span_that_would_cover_other_words_is_named(self):
        shifted = lambda text, names: (text, [(at + 1, at + 2) for at in range(len(text))])
        with mock.patch.object(perturb, "perturbed", shifted):
            fault = self.run_on("T7\tCue " + span_of("said"))
        self.assertIn("a_one.ann: T7 " + span_of("said") + ": 'said' would become 'aid '", fault)

    def test_a_span_outside_the_text_is_named(self):
        for span in (f"3 {len(TEXT) + 1}", "9 3", "9 x", ""):
            self.assertIn(f"a_one.ann: T7: no span of the text: '{span}'", self.run_on("T7\tCue " + span))

    def test_an_annotation_belongs_to_the_longest_name_it_has(self):
        (self.gold / "text" / "a_one.txt").write_bytes(b"On roads\n\nNobody said a word.\n")
        (self.gold / "attributions" / "a_one_two.ann").write_bytes(b"T1\tCue 17 21")
        self.assertEqual(self.run_on("T1\tCue " + span_of("said")), "")
        self.assertEqual((self.out / "attributions" / "a_one_two.ann").read_bytes(), b"T1\tCue 16 20")

    def test_nothing_to_look_at_is_an_error(self):
        self.assertIn("no span", self.run_on("E1\tAttribution:T2\n"))
        (self.gold / "text" / "a.txt").rename(self.gold / "text" / "b.txt")
        self.assertIn("a_one.ann: no text of this name", self.run_on("T1\tCue 0 4"))
        (self.gold / "text" / "b.txt").unlink()
        self.assertIn("no text/*.txt", self.run_on("T1\tCue 0 4"))

    def test_the_gold_is_not_overwritten(self):
        self.out = self.gold
        self.assertIn("overwritten", self.run_on("T1\tCue " + span_of("said")))
        self.assertEqual((self.gold / "text" / "a.txt").read_bytes().decode(), TEXT)


if __name__ == "__main__":
    unittest.main()
