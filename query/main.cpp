// attache-query: asks an archive who said what about whom.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "query/commands/run.hpp"
#include "schema/messages.hpp"

int main(int argc, char** argv) {
  attache::schema::hold_standard_streams();
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is seen where it is written to
  attache::query::Output out(stdout);
  const int status = attache::query::run(std::vector<std::string>(argv + 1, argv + argc), out);
  std::fflush(nullptr);
  std::_Exit(status);  // the tables of names need not be taken apart first
}
