"""Adds up what the test runs wrote: JUnit files, and the plain list of steps. Prints the closing line."""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def main(folder):
    passed = failed = skipped = 0
    folder = pathlib.Path(folder)
    for path in sorted(folder.glob("*.xml")):
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            name = f"{path.stem}: {case.get('classname', '')} {case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
                failed += 1
                print("failed:", name)
            elif case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
                skipped += 1
                print("skipped:", name)
            else:
                passed += 1
    for line in (folder / "steps").read_text(encoding="utf-8").splitlines():
        name, verdict = line.rsplit(" ", 1)
        passed += verdict == "passed"
        failed += verdict == "failed"
        if verdict == "failed":
            print("failed:", name)
    for suite in ("ctest-release.xml", "ctest-asan.xml", "pytest.xml"):
        if not (folder / suite).exists():
            print("failed: no result of", suite)
            failed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
