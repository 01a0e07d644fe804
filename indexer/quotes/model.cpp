#include "indexer/quotes/model.hpp"

#include <utility>

#include "indexer/quotes/antecedents.hpp"
#include "indexer/quotes/network/model_file.hpp"

// The files' bytes in the program's read-only data: nothing to find at run time, and pages that are not used are not loaded.
#define ATTACHE_MODEL(name, file)                \
  asm(".section .rodata\n"                       \
      ".balign 64\n"                             \
      ".hidden attache_" name "_model_begin\n"   \
      ".global attache_" name "_model_begin\n"   \
      "attache_" name "_model_begin:\n"          \
      ".incbin \"" file "\"\n"                   \
      ".hidden attache_" name "_model_end\n"     \
      ".global attache_" name "_model_end\n"     \
      "attache_" name "_model_end:\n"            \
      ".byte 0\n"                                \
      ".previous\n")
ATTACHE_MODEL("careful", ATTACHE_MODEL_FOLDER "/careful.model");
ATTACHE_MODEL("fast", ATTACHE_MODEL_FOLDER "/fast.model");
ATTACHE_MODEL("careful_antecedents", ATTACHE_MODEL_FOLDER "/careful-antecedents.model");
ATTACHE_MODEL("fast_antecedents", ATTACHE_MODEL_FOLDER "/fast-antecedents.model");
#undef ATTACHE_MODEL
extern "C" const std::byte attache_careful_model_begin[];
extern "C" const std::byte attache_careful_model_end[];
extern "C" const std::byte attache_fast_model_begin[];
extern "C" const std::byte attache_fast_model_end[];
extern "C" const std::byte attache_careful_antecedents_model_begin[];
extern "C" const std::byte attache_careful_antecedents_model_end[];
extern "C" const std::byte attache_fast_antecedents_model_begin[];
extern "C" const std::byte attache_fast_antecedents_model_end[];

namespace attache::indexer {

struct Model::Parts {
  Parts(std::span<const std::byte> bytes, std::span<const std::byte> antecedents)
      : file(bytes), pieces(file), network(file), antecedents_file(antecedents),
        ranker(antecedents_file, file.sizes().width, kAntecedentFeatures), reader(network, pieces, &ranker) {
    network.self_test();
  }

  ModelFile file;
  WordPieces pieces;
  Network network;
  TensorFile antecedents_file;
  AntecedentRanker ranker;
  NetworkReader reader;
};

Model::Model(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Model::Model(Model&&) noexcept = default;
Model::~Model() = default;

const NetworkReader& Model::reader() const { return parts_->reader; }
const AntecedentRanker& Model::ranker() const { return parts_->ranker; }

std::span<const std::byte> Model::builtin_bytes(EngineKind kind) {
  if (kind == EngineKind::Fast) return {attache_fast_model_begin, attache_fast_model_end};
  return {attache_careful_model_begin, attache_careful_model_end};
}

std::span<const std::byte> Model::builtin_antecedents(EngineKind kind) {
  if (kind == EngineKind::Fast) return {attache_fast_antecedents_model_begin, attache_fast_antecedents_model_end};
  return {attache_careful_antecedents_model_begin, attache_careful_antecedents_model_end};
}

Model Model::builtin(EngineKind kind) {
  return Model(std::make_unique<const Parts>(builtin_bytes(kind), builtin_antecedents(kind)));
}

}  // namespace attache::indexer
