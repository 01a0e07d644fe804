// Gold attributions in PolNeAR's form: a folder with text/NAME.txt and attributions/NAME_*.ann, stand-off annotations whose
// offsets are code points (ids may be missing, spans in several pieces, roles numbered).
//
// Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace attache::indexer {

// Code points of the text, half-open.
struct PointSpan {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

// One attribution, of the gold or of the engine. An absent source or cue is an empty list.
struct ScoredAttribution {
  std::vector<PointSpan> source, cue, content;
};

struct GoldArticle {
  std::string name;  // of its file, without .txt
  std::string path;
  std::vector<std::vector<ScoredAttribution>> annotators;  // at least one
};

// The articles that somebody annotated, in order of their names. Throws schema::Error Usage, naming file and line, when the
// folder has no such article or an annotation cannot be read.
std::vector<GoldArticle> read_gold(const std::string& directory);

}  // namespace attache::indexer
