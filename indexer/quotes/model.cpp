#include "indexer/quotes/model.hpp"

#include <utility>

#include "indexer/quotes/network/model_file.hpp"

// The file's bytes in the program's read-only data: nothing to find at run time, and pages that are not used are not loaded.
asm(".section .rodata\n"
    ".balign 64\n"
    ".global attache_model_begin\n"
    ".hidden attache_model_begin\n"
    "attache_model_begin:\n"
    ".incbin \"" ATTACHE_MODEL_FILE "\"\n"
    ".global attache_model_end\n"
    ".hidden attache_model_end\n"
    "attache_model_end:\n"
    ".byte 0\n"
    ".previous\n");
extern "C" const std::byte attache_model_begin[];
extern "C" const std::byte attache_model_end[];

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

std::span<const std::byte> Model::builtin_bytes() { return {attache_model_begin, attache_model_end}; }

Model Model::builtin() { return Model(std::make_unique<const Parts>(builtin_bytes())); }

}  // namespace attache::indexer
