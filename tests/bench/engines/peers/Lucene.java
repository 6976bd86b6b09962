// The Lucene peer: java Lucene.java build ARTICLES FOLDER | query QUERIES FOLDER ROUNDS FACETS OUT.
// ARTICLES and QUERIES are lines of fields between tabs, as lucene.py writes them.

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.facet.*;
import org.apache.lucene.facet.sortedset.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.MMapDirectory;

public class Lucene {
    static final String[] FACETS = {"person", "country"};
    static final FieldType INDEXED = new FieldType(TextField.TYPE_NOT_STORED);

    IndexSearcher searcher;
    SortedSetDocValuesReaderState[] states = new SortedSetDocValuesReaderState[FACETS.length];
    boolean facets;

    public static void main(String[] a) throws Exception {
        if (a[0].equals("build")) build(Path.of(a[1]), Path.of(a[2]));
        else new Lucene(Path.of(a[2]), a[4].equals("true")).measure(Path.of(a[1]), Integer.parseInt(a[3]), Path.of(a[5]));
    }

    static FacetsConfig config() {
        FacetsConfig config = new FacetsConfig();
        for (String name : FACETS) {
            config.setMultiValued(name, true);
            config.setIndexFieldName(name, "facet_" + name);
        }
        return config;
    }

    static void build(Path articles, Path folder) throws Exception {
        IndexWriterConfig settings = new IndexWriterConfig(new WhitespaceAnalyzer()).setRAMBufferSizeMB(512);
        FacetsConfig config = config();
        try (IndexWriter writer = new IndexWriter(new MMapDirectory(folder), settings);
                BufferedReader lines = Files.newBufferedReader(articles)) {
            for (String line; (line = lines.readLine()) != null; ) writer.addDocument(config.build(document(line.split("\t", -1))));
            writer.forceMerge(1);
            writer.commit();
        }
    }

    static Document document(String[] f) {
        Document document = new Document();
        document.add(new StoredField("number", Integer.parseInt(f[0])));
        document.add(new TextField("title", f[1], Field.Store.YES));
        document.add(new Field("body", f[2], INDEXED));
        document.add(new IntPoint("date", Integer.parseInt(f[3])));
        document.add(new NumericDocValuesField("date", Integer.parseInt(f[3])));
        document.add(new StringField("source", f[4], Field.Store.NO));
        document.add(new StringField("language", f[5], Field.Store.NO));
        for (int n = 0; n < FACETS.length; n++)
            for (String key : f[6 + n].split("\\|"))
                if (!key.isEmpty()) {
                    document.add(new SortedSetDocValuesFacetField(FACETS[n], key));
                    document.add(new StringField(FACETS[n], key, Field.Store.NO));
                }
        return document;
    }

    Lucene(Path folder, boolean facets) throws Exception {
        DirectoryReader reader = DirectoryReader.open(new MMapDirectory(folder));
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        this.facets = facets;
        for (int n = 0; n < FACETS.length; n++)
            states[n] = new DefaultSortedSetDocValuesReaderState(reader, "facet_" + FACETS[n], config());
    }

    /** Fields of a query: op, words, country, from, before. */
    Query query(String[] f) {
        String[] words = f[1].split(" ");
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (f[0].equals("phrase")) all.add(new PhraseQuery("body", words), BooleanClause.Occur.MUST);
        else {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            boolean or = f[0].equals("or");
            for (String word : words)
                (or ? any : all).add(new TermQuery(new Term("body", word)), or ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST);
            if (or) all.add(any.build(), BooleanClause.Occur.MUST);
        }
        if (!f[2].isEmpty()) all.add(new TermQuery(new Term("country", f[2])), BooleanClause.Occur.FILTER);
        if (!f[3].isEmpty())
            all.add(IntPoint.newRangeQuery("date", Integer.parseInt(f[3]), Integer.parseInt(f[4]) - 1), BooleanClause.Occur.FILTER);
        return all.build();
    }

    /** The answer as a line: total, best, people, countries. */
    String answer(String[] f) throws Exception {
        var top = new TopScoreDocCollectorManager(10, Integer.MAX_VALUE);
        Object[] found = facets
                ? searcher.search(query(f), new MultiCollectorManager(top, new FacetsCollectorManager()))
                : new Object[] {searcher.search(query(f), top)};
        TopDocs docs = (TopDocs) found[0];
        StoredFields stored = searcher.storedFields();
        List<String> best = new ArrayList<>();
        for (ScoreDoc hit : docs.scoreDocs) best.add(stored.document(hit.doc).get("number") + ":" + hit.score);
        String line = docs.totalHits.value() + "\t" + String.join("|", best);
        for (int n = 0; n < FACETS.length; n++) line += "\t" + (facets ? counts((FacetsCollector) found[1], n, n == 0 ? 20 : 250) : "");
        return line;
    }

    String counts(FacetsCollector collected, int facet, int most) throws Exception {
        FacetResult result = new SortedSetDocValuesFacetCounts(states[facet], collected).getTopChildren(most, FACETS[facet]);
        List<String> counts = new ArrayList<>();
        if (result != null) for (LabelAndValue found : result.labelValues) counts.add(found.label + ":" + found.value.intValue());
        return String.join("|", counts);
    }

    void measure(Path queries, int rounds, Path out) throws Exception {
        List<String[]> asked = new ArrayList<>();
        for (String line : Files.readAllLines(queries)) asked.add(line.split("\t", -1));
        for (int round = 0; round < 8; round++) for (String[] query : asked) answer(query);  // until compiled
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long[][] times = new long[asked.size()][rounds];
        for (int round = 0; round < rounds; round++)
            for (int n = 0; n < asked.size(); n++) {
                long began = clock.getCurrentThreadCpuTime();
                answer(asked.get(n));
                times[n][round] = clock.getCurrentThreadCpuTime() - began;
            }
        try (PrintWriter lines = new PrintWriter(out.toFile(), "UTF-8")) {
            for (int n = 0; n < asked.size(); n++) {
                Arrays.sort(times[n]);
                lines.println(times[n][rounds / 2] / 1e6 + "\t" + answer(asked.get(n)));
            }
        }
    }
}
