#include <catch2/catch.hpp>

#include "schema/names/same_person.hpp"

using namespace attache::schema;

namespace {
using Pair = std::pair<const char*, const char*>;

bool same(const char* a, const char* b) { return may_be_same_person(Names::builtin(), a, b); }
}  // namespace

TEST_CASE("spellings of one person's name may be the same person", "[unit][names][spelling]") {
  const Pair cases[] = {
      // Ukrainian, Belarusian
      {"Volodymyr Zelensky", "Volodymyr Zelenskyy"}, {"Zelenskiy", "Zelensky"}, {"Zelenskyy", "Selenskyj"},
      {"Зеленський", "Zelensky"}, {"Володимир Зеленський", "Volodymyr Zelenskyy"}, {"Wolodymyr Selenskyj", "Volodymyr Zelenskiy"},
      {"Dmytro Kuleba", "Dmitry Kuleba"}, {"Дмитро Кулеба", "Dmytro Kuleba"}, {"Andrii Sybiha", "Andriy Sybiha"},
      {"Сибіга Андрій", "Andrii Sybiha"}, {"Yulia Tymoshenko", "Yuliya Timoshenko"}, {"Юлия Тимошенко", "Yulia Tymoshenko"},
      {"Viktor Yanukovych", "Wiktor Janukowitsch"}, {"Serhiy Kyslytsya", "Sergiy Kyslytsya"},
      {"Alexander Lukashenko", "Aleksandr Lukashenka"}, {"Lukashenko", "Lukashenka"}, {"Лукашенко", "Alexander Lukashenko"},
      // Russian
      {"Sergey Lavrov", "Sergej Lawrow"}, {"Lavrov", "Lawrow"}, {"Сергей Лавров", "Sergei Lavrov"}, {"Лавров", "Lavrov"},
      {"Lavrov Sergey", "Sergey Lavrov"}, {"LAVROV", "Mr Lavrov"}, {"SERGEY LAVROV", "Sergei Lavrov"}, {"S. Lavrov", "Sergey Lavrov"},
      {"Sergey Viktorovich Lavrov", "Sergey Lavrov"}, {"Lavrov Sergey Viktorovich", "Sergei Lavrov"},
      {"Vladimir Putin", "Vladimir Poutine"}, {"Дмитрий Песков", "Dmitry Peskov"}, {"Maria Zakharova", "Marija Sacharowa"},
      {"Mikhail Gorbachev", "Michail Gorbatschow"}, {"Vasily Nebenzya", "Vassily Nebenzia"}, {"Горбачев", "Mikhail Gorbachev"},
      // Arabic and Persian
      {"Abdel Fattah al-Sisi", "Abdel-Fattah el-Sissi"}, {"Abdelfattah al-Sisi", "Abdel Fattah al-Sisi"},
      {"Abd al-Fattah al-Sisi", "Abdul Fatah El-Sisi"}, {"Sisi", "Abdel Fattah al-Sisi"}, {"al-Sisi", "Sissi"},
      {"Muammar Gaddafi", "Moammar Qadhafi"}, {"Mohammed Morsi", "Mohamed Morsi"}, {"Saddam Hussein", "Saddam Husain"},
      {"Mohammed bin Salman", "Muhammad bin Salman"}, {"Faisal Mekdad", "Faysal Mekdad"}, {"Khalid al-Attiyah", "Khaled al-Attiyah"},
      // Chinese and Korean
      {"Liu Xiaoming", "Liu Xiaming"}, {"Xi Jinping", "Xi Jin-ping"}, {"Xi", "Xi Jinping"}, {"Jinping Xi", "Xi Jinping"},
      {"Kim Jong-un", "Kim Jong Un"}, {"Kim Jongun", "Kim Jong-un"}, {"Wang Yi", "WANG Yi"}, {"Mr Kim", "Kim Jong-un"},
      // Turkish, Serbian, Polish, Nordic, German, French
      {"Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"}, {"Erdoğan", "ERDOGAN"}, {"Mevlüt Çavuşoğlu", "Mevlut Cavusoglu"},
      {"Binali Yıldırım", "Binali Yildirim"}, {"Aleksandar Vučić", "Aleksandar Vucic"}, {"Александар Вучић", "Aleksandar Vucic"},
      {"Zoran Đinđić", "Zoran Djindjic"}, {"Slobodan Milošević", "Slobodan Milosevic"}, {"Lech Wałęsa", "Lech Walesa"},
      {"Jonas Gahr Støre", "Jonas Gahr Store"}, {"Gerhard Schröder", "Gerhard Schroeder"}, {"François Hollande", "Francois Hollande"},
      // given names, initials, titles
      {"Bill Clinton", "William Clinton"}, {"Mrs Clinton", "Hillary Clinton"}, {"Hillary Rodham Clinton", "Hillary Clinton"},
      {"George Bush", "George W. Bush"}, {"George Bush", "George H. W. Bush"}, {"Antony Blinken", "Tony Blinken"},
      {"Dr Kissinger", "Henry Kissinger"}, {"Chris Patten", "Christopher Patten"}, {"Bush", "George W. Bush"},
  };
  for (const auto& [a, b] : cases) {
    INFO(a << " / " << b);
    CHECK(same(a, b));
    CHECK(same(b, a));
  }
  CHECK(std::size(cases) >= 60);
}

TEST_CASE("names of different people are not the same person", "[unit][names][spelling]") {
  const Pair cases[] = {
      {"Igor Ivanov", "Sergei Ivanov"}, {"I. Ivanov", "Sergei Ivanov"}, {"Ivanov", "Ivanova"}, {"Sergey Lavrov", "Sergey Lavrova"},
      {"Sergei Lavrov", "Sergei Shoigu"}, {"Igor Sergeyev", "Sergei Ivanov"}, {"Sergey", "Sergey Lavrov"}, {"Dmitry Medvedev", "Viktor Medvedchuk"},
      {"Medvedev", "Medvedchuk"}, {"Dmitry Medvedev", "Dmitry Peskov"}, {"Vladimir Putin", "Lyudmila Putina"}, {"Путин", "Лавров"},
      {"Сергей Лавров", "Sergei Ivanov"}, {"Viktor Yushchenko", "Viktor Yanukovych"}, {"Leonid Kuchma", "Leonid Kravchuk"},
      {"Yulia Tymoshenko", "Semyon Timoshenko"}, {"Volodymyr Zelensky", "Olena Zelenska"}, {"Zelensky", "Zelenska"},
      {"Petro Poroshenko", "Marina Poroshenko"}, {"Emomali Rahmon", "Rahman"}, {"Rahmon", "Rahman"}, {"Alexander Lukashenko", "Viktor Lukashenko"},
      {"Andriy Yermak", "Andriy Bohdan"}, {"Oleksiy Danilov", "Oleksii Reznikov"}, {"Heydar Aliyev", "Ilham Aliyev"},
      {"George H. W. Bush", "George W. Bush"}, {"George W. Bush", "Jeb Bush"}, {"Bill Clinton", "Hillary Clinton"}, {"Mr Clinton", "Mrs Clinton"},
      {"Mr Clinton", "Hillary Clinton"}, {"Mrs Bush", "George Bush"}, {"Condoleezza Rice", "Susan Rice"}, {"Colin Powell", "Jerome Powell"},
      {"Boris Johnson", "Mike Johnson"}, {"David Miliband", "Ed Miliband"}, {"John Smith Jr", "John Smith Sr"}, {"Gordon Brown", "Michael Brown"},
      {"Kim Jong-il", "Kim Jong-un"}, {"Kim Jong-un", "Kim Il-sung"}, {"Kim Yo-jong", "Kim Jong-un"}, {"Xi Jinping", "Li Keqiang"}, {"Xi", "Li"},
      {"Xi", "Shi"}, {"Li Peng", "Li Keqiang"}, {"Wang Yi", "Wang Qishan"}, {"Wang Yi", "Wong Yi"}, {"Zhang Jun", "Zheng Jun"},
      {"Lee Myung-bak", "Lee Jae-myung"}, {"Park Geun-hye", "Park Chung-hee"}, {"Roh Tae-woo", "Roh Moo-hyun"}, {"Shinzo Abe", "Shintaro Abe"},
      {"Taro Kono", "Yohei Kono"}, {"Hafez al-Assad", "Bashar al-Assad"}, {"King Salman", "Mohammed bin Salman"}, {"Salman", "Mohammed bin Salman"},
      {"Mohammed bin Salman", "Mohammed bin Zayed"}, {"Rafiq Hariri", "Saad Hariri"}, {"Saddam Hussein", "Uday Hussein"},
      {"Ismail Haniyeh", "Ismail Cem"}, {"Mahmoud Abbas", "Mahmoud Ahmadinejad"}, {"Hassan Rouhani", "Hassan Nasrallah"},
      {"Recep Tayyip Erdogan", "Bilal Erdogan"}, {"Abdullah Gul", "Abdullah Abdullah"}, {"Slobodan Milosevic", "Mira Milosevic"},
      {"Zoran Djindjic", "Zoran Zivkovic"}, {"Aleksandar Vucic", "Andrej Vucic"}, {"Lech Kaczynski", "Jaroslaw Kaczynski"},
      {"Lech Walesa", "Lech Kaczynski"}, {"Andreas Papandreou", "George Papandreou"}, {"Olaf Scholz", "Martin Schulz"},
      {"Emmanuel Macron", "Mauricio Macri"}, {"Marian Lupu", "Maria Lupu"}, {"Paul Martin", "Paula Martin"}, {"", "Lavrov"}, {"Mr", "Mr"},
  };
  for (const auto& [a, b] : cases) {
    INFO(a << " / " << b);
    CHECK_FALSE(same(a, b));
    CHECK_FALSE(same(b, a));
  }
  CHECK(std::size(cases) >= 60);
}
