// A handful of rows of each table of names, so that tests of questions do not change with the tables.
#pragma once

#include <vector>

#include "schema/names/names.hpp"

namespace attache::test {

inline const schema::Names& small_names() {
  static const std::vector<schema::Names::Table> tables{
      {"countries.tsv",
       "id\tname\tnames\tadjectives\tmetonyms\tsource\n"
       "c:ru\tRussia\tRussian Federation\tRussian|Russians\tMoscow|Kremlin\tunsourced\n"
       "c:us\tUnited States\tUS|USA|America\tAmerican|Americans\tWashington|White House\tunsourced\n"
       "c:gb\tUnited Kingdom\tUK|Britain\tBritish\tLondon\tunsourced\n"
       "c:ua\tUkraine\t\tUkrainian\tKyiv|Kiev\tunsourced\n"
       "c:cn\tChina\t\tChinese\tBeijing\tunsourced\n"
       "c:ir\tIran\t\tIranian\tTehran\tunsourced\n"},
      {"organisations.tsv",
       "id\tname\tnames\tadjectives\tmetonyms\tdescriptions\tpart_of\tsource\n"
       "o:nato\tNato\tNorth Atlantic Alliance\t\t\tthe alliance|the military alliance\t\tunsourced\n"
       "o:eu\tEuropean Union\tEU\t\tBrussels\tthe bloc\t\tunsourced\n"},
      {"people.tsv",
       "id\tname\tnames\tsurname\tcountry\tgender\tsource\n"
       "p:sergey-lavrov\tSergey Lavrov\t\tLavrov\tc:ru\tm\tunsourced\n"
       "p:igor-ivanov\tIgor Ivanov\t\tIvanov\tc:ru\tm\tunsourced\n"
       "p:antony-blinken\tAntony Blinken\t\tBlinken\tc:us\tm\tunsourced\n"
       "p:george-h-w-bush\tGeorge H. W. Bush\tGeorge Bush\tBush\tc:us\tm\tunsourced\n"
       "p:george-w-bush\tGeorge W. Bush\tGeorge Bush*\tBush\tc:us\tm\tunsourced\n"
       "p:volodymyr-zelensky\tVolodymyr Zelensky\t\tZelensky\tc:ua\tm\tunsourced\n"},
      {"offices.tsv",
       "kind\ttitles\tbodies\timplied\tseveral\tsource\n"
       "foreign_minister\tforeign minister\tcountry\t\t\tunsourced\n"
       "foreign_minister\tSecretary of State\tc:us\tc:us\t\tunsourced\n"
       "head_of_state\tpresident\tcountry\t\t\tunsourced\n"
       "ambassador\tambassador\tcountry\t\t\tunsourced\n"},
      {"terms.tsv",
       "kind\tbody\tperson\tfrom\tuntil\tsource\n"
       "foreign_minister\tc:ru\tp:igor-ivanov\t1998-09-11\t2004-03-09\tunsourced\n"
       "foreign_minister\tc:ru\tp:sergey-lavrov\t2004-03-09\t\tunsourced\n"
       "foreign_minister\tc:us\tp:antony-blinken\t2021-01-26\t2025-01-20\tunsourced\n"
       "head_of_state\tc:ua\tp:volodymyr-zelensky\t2019-05-20\t\tunsourced\n"},
      {"given_names.tsv", "gender\tnames\tsource\nm\tSergey|Antony|George|Volodymyr\tunsourced\n"},
      {"synonyms.tsv", "words\tsource\naccord|agreement\tunsourced\n"},
  };
  static const schema::Names names(tables);
  return names;
}

}  // namespace attache::test
