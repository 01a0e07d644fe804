#!/usr/bin/env python3
"""Tests perturb.py on a text of its own: what each perturbation does, and that spans go along."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import perturb

TEXT = ("Straße to Halmere stays shut\n"
        "\n"
        "“The road is shut,” said ``Pavel'' Dorrin, Kestovia’s minister, who has been asked about it twice since May.\n"
        "“Nobody knows for how long.”\n")


class Perturbations(unittest.TestCase):
    def test_straight_quotes(self):
        after, _ = perturb.perturbed(TEXT, ["straight-quotes"])
        self.assertIn('"The road is shut," said "Pavel" Dorrin, Kestovia\'s minister', after)

    def test_hard_wraps_part_paragraphs_by_an_empty_line(self):
        after, _ = perturb.perturbed(TEXT, ["hard-wraps"])
        lines = after.split("\n")
        self.assertTrue(all(len(line) <= perturb.WRAP for line in lines), lines)
        self.assertIn("", lines[lines.index("Straße to Halmere stays shut") + 1:lines.index("“Nobody knows for how long.”")])
        self.assertEqual(perturb.words(after), perturb.words(TEXT))
        self.assertEqual(after.count("\n\n"), 2)

    def test_a_word_longer_than_a_line_stays_whole(self):
        long = "see " + "x" * 100 + " there"
        after, _ = perturb.perturbed(long, ["hard-wraps"])
        self.assertEqual(after, "see\n" + "x" * 100 + "\nthere")

    def test_lost_paragraphs(self):
        after, _ = perturb.perturbed(TEXT, ["lost-paragraphs"])
        self.assertEqual(after.count("\n"), 1)
        self.assertIn("since May. “Nobody", after)

    def test_capital_headlines_may_grow(self):
        after, places = perturb.perturbed(TEXT, ["capital-headlines"])
        self.assertTrue(after.startswith("STRASSE TO HALMERE STAYS SHUT\n\n“The road"))
        self.assertEqual(after[places[TEXT.index("Halmere")]:places[TEXT.index(" stays")]], "HALMERE")

    def test_all_at_once_keep_every_word_in_its_place(self):
        after, places = perturb.perturbed(TEXT, list(perturb.PERTURBATIONS))
        for word in perturb.re.finditer(r"\w+", TEXT):
            self.assertEqual(perturb.words(after[places[word.start()]:places[word.end()]]), perturb.words(word.group()))


class Files(unittest.TestCase):
    def run_on(self, annotations):
        with tempfile.TemporaryDirectory() as folder:
            gold, out = pathlib.Path(folder, "gold"), pathlib.Path(folder, "out")
            (gold / "text").mkdir(parents=True), (gold / "attributions").mkdir()
            (gold / "text" / "a.txt").write_bytes(TEXT.encode())
            (gold / "attributions" / "a_one.ann").write_bytes(annotations.encode())
            run = subprocess.run([sys.executable, perturb.__file__, gold, out], capture_output=True, text=True)
            if run.returncode:
                return run, None, None
            return run, (out / "text" / "a.txt").read_bytes().decode(), (out / "attributions" / "a_one.ann").read_bytes().decode()

    def test_discontinuous_spans_move(self):
        quotes = [TEXT.index("“The"), TEXT.index(" said"), TEXT.index("“Nobody"), len(TEXT) - 1]
        run, text, ann = self.run_on("T1\tContent {} {};{} {}\tx\nE1\tAttribution:T2 Content:T1\n".format(*quotes))
        self.assertEqual(run.returncode, 0, run.stderr)
        spans = [tuple(map(int, s.split())) for s in ann.split("\t")[1].partition(" ")[2].split(";")]
        self.assertEqual([text[a:b] for a, b in spans], ['"The road is shut,"', '"Nobody knows for how long."'])
        self.assertIn("E1\tAttribution:T2 Content:T1\n", ann)

    def test_a_folder_without_texts_is_refused(self):
        run = subprocess.run([sys.executable, perturb.__file__, "/nonexistent", "/nonexistent"], capture_output=True, text=True)
        self.assertEqual(run.returncode, 1)
        self.assertIn("/nonexistent", run.stderr)


if __name__ == "__main__":
    unittest.main()
