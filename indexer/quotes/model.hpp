// A model that the program carries: its file, checked, with the network and word pieces made from it.
//
// Immutable; safe to share between threads.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "indexer/quotes/engine.hpp"
#include "indexer/quotes/network_reader.hpp"

namespace attache::indexer {

class Model {
 public:
  // The engine's model compiled into the program (models/). Throws schema::Error Damaged, with the reason, when format, checksum or
  // self-test is not right.
  static Model builtin(EngineKind kind);

  // Its bytes, for the life of the program: of the network, and of the ranker of antecedents trained on its vectors.
  static std::span<const std::byte> builtin_bytes(EngineKind kind);
  static std::span<const std::byte> builtin_antecedents(EngineKind kind);

  Model(Model&&) noexcept;
  ~Model();

  const NetworkReader& reader() const;
  const AntecedentRanker& ranker() const;

 private:
  struct Parts;
  explicit Model(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace attache::indexer
