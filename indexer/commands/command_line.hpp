// Every command's options, and which of them was chosen.
//
// Belongs to one thread.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "indexer/commands/commands.hpp"
#include "schema/manual/completion.hpp"

namespace attache::indexer {

class CommandLine {
 public:
  CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  // Gives an exit status. Throws schema::Error, and what the commands throw.
  int run(int argc, char** argv);

 private:
  schema::ProgramFacts facts() const;
  bool is_command(const std::string& name) const;
  void needs_nothing();
  void needs_archive();
  void needs_lock();
  void ingests();

  CLI::App app_{"attache-index: brings diplomatic news into an archive and finds who said what", "attache-index"};
  AddOptions add_;
  WatchOptions watch_;
  ReadOptions read_;
  QuotesOptions quotes_;
  StatusOptions status_;
  CheckOptions check_;
  CompactOptions compact_;
  RemoveOptions remove_;
  RequoteOptions requote_;
  NamesOptions names_;
  FailedOptions failed_;
  schema::Shell shell_ = schema::Shell::Bash;
  std::function<int()> chosen_;
};

}  // namespace attache::indexer
