package dev.tapeless.samples.picture;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * Lines and points over two axes.
 *
 * <pre>{@code
 * new Chart("Loss", "epoch", "mean squared error")
 *         .line("training", epochs, losses, Palette.series(0))
 *         .write(new OutputFile(Path.of("loss.png"), "the picture"));
 * }</pre>
 */
public final class Chart implements Picture {
    private static final Color NOTHING = new Color(0, 0, 0, 0);
    private static final int TICK_LENGTH = 5;

    private final XYChart chart;
    private double[] range; // minimum and maximum of x and of y, where there is a ground
    private Ground ground;

    /** The colour behind each place of a chart. */
    @FunctionalInterface
    public interface Ground {
        /**
         * A colour.
         *
         * @param x where, on the horizontal axis
         * @param y where, on the vertical axis
         * @return the colour there
         */
        Color at(double x, double y);
    }

    /**
     * An empty chart of the usual size.
     *
     * @param title what it shows
     * @param xAxis what is on the horizontal axis
     * @param yAxis what is on the vertical axis
     */
    public Chart(String title, String xAxis, String yAxis) {
        this(title, xAxis, yAxis, 1000, 640);
    }

    /**
     * An empty chart.
     *
     * @param title what it shows
     * @param xAxis what is on the horizontal axis
     * @param yAxis what is on the vertical axis
     * @param width pixels
     * @param height pixels
     */
    public Chart(String title, String xAxis, String yAxis, int width, int height) {
        chart =
                new XYChartBuilder()
                        .title(title)
                        .xAxisTitle(xAxis)
                        .yAxisTitle(yAxis)
                        .width(width)
                        .height(height)
                        .build();
        style(chart.getStyler());
    }

    private static void style(XYStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setChartTitleFont(Palette.bold(20));
        styler.setChartTitlePadding(14);
        styler.setChartPadding(16);
        styler.setChartFontColor(Palette.INK);
        styler.setLegendFont(Palette.text(15));
        styler.setLegendPadding(12);
        styler.setLegendBorderColor(NOTHING);
        styler.setLegendBackgroundColor(NOTHING);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setAxisTitleFont(Palette.text(16));
        styler.setAxisTitlePadding(10);
        styler.setAxisTickLabelsFont(Palette.text(14));
        styler.setAxisTickLabelsColor(Palette.INK);
        styler.setAxisTickMarksColor(Palette.PALE_INK);
        styler.setAxisTickMarkLength(TICK_LENGTH);
        styler.setPlotGridLinesColor(Palette.GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotBorderVisible(false);
        styler.setChartBackgroundColor(NOTHING);
        styler.setPlotBackgroundColor(NOTHING);
        styler.setPlotContentSize(0.97);
        styler.setXAxisLabelAlignment(AxesChartStyler.TextAlignment.Centre);
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
    }

    /**
     * Adds a line.
     *
     * @param name what it is called in the legend
     * @param x its points on the horizontal axis
     * @param y its points on the vertical axis
     * @param colour its colour
     * @return this chart
     */
    public Chart line(String name, double[] x, double[] y, Color colour) {
        return line(name, x, y, colour, new BasicStroke(2.5f));
    }

    /**
     * Adds a line with a dot at each of its points, for lines of few points.
     *
     * @param name what it is called in the legend
     * @param x its points on the horizontal axis
     * @param y its points on the vertical axis
     * @param colour its colour
     * @return this chart
     */
    public Chart dottedLine(String name, double[] x, double[] y, Color colour) {
        line(name, x, y, colour);
        XYSeries series = chart.getSeriesMap().get(name);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(colour);
        return this;
    }

    /**
     * Adds a thin dashed line, for what others are compared with.
     *
     * @param name what it is called in the legend
     * @param x its points on the horizontal axis
     * @param y its points on the vertical axis
     * @return this chart
     */
    public Chart reference(String name, double[] x, double[] y) {
        float[] dashes = {7, 5};
        return line(
                name,
                x,
                y,
                Palette.PALE_INK,
                new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
    }

    private Chart line(String name, double[] x, double[] y, Color colour, BasicStroke stroke) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setLineStyle(stroke);
        return this;
    }

    /**
     * Adds points.
     *
     * @param name what they are called in the legend
     * @param x where they are on the horizontal axis
     * @param y where they are on the vertical axis
     * @param colour their colour
     * @return this chart
     */
    public Chart points(String name, double[] x, double[] y, Color colour) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(colour);
        return this;
    }

    /**
     * Sets the diameter of all points. Default: 8 pixels.
     *
     * @param pixels the diameter
     * @return this chart
     */
    public Chart pointSize(int pixels) {
        chart.getStyler().setMarkerSize(pixels);
        return this;
    }

    /**
     * Sets what the vertical axis shows. Default: what there is.
     *
     * @param low its lower end
     * @param high its upper end
     * @return this chart
     */
    public Chart yRange(double low, double high) {
        chart.getStyler().setYAxisMin(low);
        chart.getStyler().setYAxisMax(high);
        return this;
    }

    /**
     * Makes the vertical axis logarithmic: every line is a factor of ten.
     *
     * @return this chart
     */
    public Chart logarithmic() {
        chart.getStyler().setYAxisLogarithmic(true);
        return this;
    }

    /**
     * Colours what is behind lines and points, and fixes what both axes show.
     *
     * @param low the lower end of both axes
     * @param high their upper end
     * @param colours the colour of each place
     * @return this chart
     */
    public Chart ground(double low, double high, Ground colours) {
        range = new double[] {low, high, low, high};
        ground = colours;
        chart.getStyler().setXAxisMin(low);
        chart.getStyler().setXAxisMax(high);
        chart.getStyler().setPlotContentSize(1);
        chart.getStyler().setPlotGridLinesVisible(false);
        return yRange(low, high);
    }

    @Override
    public BufferedImage draw() {
        BufferedImage image = Picture.blank(chart.getWidth(), chart.getHeight());
        if (ground != null) {
            paint(Picture.blank(chart.getWidth(), chart.getHeight())); // says where the axes are
            paintGround(image);
        }
        paint(image);
        return image;
    }

    private void paint(BufferedImage image) {
        Graphics2D graphics = Picture.graphics(image);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
    }

    private void paintGround(BufferedImage image) {
        int left = (int) Math.round(chart.getScreenXFromChart(range[0]));
        int right = (int) Math.round(chart.getScreenXFromChart(range[1]));
        int bottom = (int) Math.round(chart.getScreenYFromChart(range[2]));
        int top = (int) Math.round(chart.getScreenYFromChart(range[3]));
        for (int py = top; py < bottom; py++) {
            double y = range[3] - (range[3] - range[2]) * (py + 0.5 - top) / (bottom - top);
            for (int px = left; px < right; px++) {
                double x = range[0] + (range[1] - range[0]) * (px + 0.5 - left) / (right - left);
                image.setRGB(px, py, ground.at(x, y).getRGB());
            }
        }
    }
}
