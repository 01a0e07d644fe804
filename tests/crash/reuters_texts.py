#!/usr/bin/env python3
"""Makes plain-text articles of Reuters-21578 stories for the long crash runs: reuters_texts.py SGML_FOLDER OUT COUNT

Each article is a title, a date line and paragraphs of three stories, so that it is as long as news is today. Written to OUT as
NNNNN.txt; nothing of them is kept in the repository.
"""
import html, pathlib, re, sys

STORY = re.compile(r"<REUTERS.*?</REUTERS>", re.S)


def part(story, tag):
    found = re.search(rf"<{tag}>(.*?)</{tag}>", story, re.S)
    return html.unescape(found.group(1)).replace("\x03", "") if found else ""


def paragraphs(body):
    lines = body.replace("\n    ", "\n\n").split("\n\n")
    return [" ".join(line.split()) for line in lines if len(line.split()) > 3]


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    out, count = pathlib.Path(sys.argv[2]), int(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    stories = []
    for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.sgm")):
        for story in STORY.findall(path.read_text(encoding="latin-1")):
            if part(story, "BODY"):
                stories.append((part(story, "TITLE").strip(), part(story, "DATE").strip(), paragraphs(part(story, "BODY"))))
        if len(stories) >= 3 * count:
            break
    if len(stories) < 3 * count:
        sys.exit(f"{sys.argv[1]}: {len(stories)} stories, {3 * count} needed")
    for number in range(count):
        group = stories[3 * number:3 * number + 3]
        text = "\n\n".join([group[0][0], f"Date: {group[0][1]}", *(p for story in group for p in story[2])])
        (out / f"{number:05}.txt").write_text(text + "\n", encoding="utf-8")
    print(f"{count} articles in {out}")


if __name__ == "__main__":
    main()
