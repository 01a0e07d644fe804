#include "indexer/quotes/model.hpp"

#include <utility>

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
#undef ATTACHE_MODEL
extern "C" const std::byte attache_careful_model_begin[];
extern "C" const std::byte attache_careful_model_end[];
extern "C" const std::byte attache_fast_model_begin[];
extern "C" const std::byte attache_fast_model_end[];

namespace attache::indexer {

struct Model::Parts {
  explicit Parts(std::span<const std::byte> bytes) : file(bytes), pieces(file), network(file), reader(network, pieces) {
    network.self_test();
  }

  ModelFile file;
  WordPieces pieces;
  Network network;
  NetworkReader reader;
};

Model::Model(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Model::Model(Model&&) noexcept = default;
Model::~Model() = default;

const NetworkReader& Model::reader() const { return parts_->reader; }

std::span<const std::byte> Model::builtin_bytes(EngineKind kind) {
  if (kind == EngineKind::Fast) return {attache_fast_model_begin, attache_fast_model_end};
  return {attache_careful_model_begin, attache_careful_model_end};
}

Model Model::builtin(EngineKind kind) { return Model(std::make_unique<const Parts>(builtin_bytes(kind))); }

}  // namespace attache::indexer
