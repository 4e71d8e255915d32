# ./ts clean: removes what was built. The oracle's answers and npm packages stay unless asked.

import argparse
import os
import shutil

import common

SUMMARY = "remove what was built (--all: also the oracle and its answers)"

KEPT = ("npm", "oracle")


def main(argv):
    parser = argparse.ArgumentParser(prog="./ts clean", description=SUMMARY)
    parser.add_argument("--all", action="store_true", help="everything below build/")
    options = parser.parse_args(argv)
    if not os.path.isdir(common.BUILD):
        return 0
    for name in os.listdir(common.BUILD):
        path = os.path.join(common.BUILD, name)
        if options.all or name not in KEPT:
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    return 0
