using System;
using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Protocol;
using Tetrascope.Wording;
using N = Tetrascope.Geometry.StructureNumbers;

namespace Tetrascope.Layout
{
    /// <summary>
    /// The texts of scene 1 and where they stand. `tallest` is the scene's largest number of clusters: a view of a
    /// whole column is from further away the taller it is, and captions are to be read all the same.
    /// </summary>
    public static class Captions
    {
        /// <summary>Size of most text, in metres.</summary>
        public const double TextSize = 0.046;

        /// <summary>Width in metres that a class's row takes with its name, beside the bar's full length.</summary>
        public const double NameReach = 0.9;

        /// <summary>Width in metres of a class's row with its name.</summary>
        public const double ClassReach = N.ClassBarLength + NameReach;

        /// <summary>Rows of panels up to which captions have their usual size and two lines.</summary>
        private const int UsualRows = 4;

        /// <summary>Rows from which on a caption's numbers stand without their names.</summary>
        private const int CrampedRows = 7;

        /// <summary>
        /// Letters up to which a criterion's name leaves room for another number beside its own.
        /// </summary>
        private const int ShortName = 9;

        private const double Small = TextSize * 0.86;
        private const double Large = TextSize * 1.13;

        /// <summary>How large captions are, where usual ones are 1.</summary>
        public static double CaptionScale(int tallest)
        {
            int rows = StructureLayout.GridOf(tallest).Rows;
            return rows <= UsualRows ? 1 : 1.1 * rows / UsualRows;
        }

        /// <summary>Room above the panels for the columns' names, in metres.</summary>
        public static double HeaderHeight(int tallest) => N.PanelGap + 0.25 * HeaderScale(tallest);

        /// <summary>
        /// The lines above a column's panels: how many maps, their mean score by the criterion, and the share of
        /// variance that the picture explains. Where columns are tall there is room for one line.
        /// </summary>
        public static void PanelCaptions(
            int place, ClusteredLayer layer, int tallest, ICollection<TextLine> into)
        {
            foreach (Cluster cluster in layer.Clusters)
            {
                int files = StructureLayout.GridOf(tallest).Files;
                Point centre = StructureLayout.PanelCentre(place, cluster.Index, layer.Clusters.Count, files);
                PanelCaption(centre, cluster, layer.Criterion, tallest, into);
            }
        }

        /// <summary>
        /// The lines above a column: the layer's title, below it its name in the network, and its size with the output
        /// that is shown where that has another name. A layer without a title has its name in the first place.
        /// </summary>
        public static void ColumnHeader(int place, Layer layer, int tallest, ICollection<TextLine> into)
        {
            int files = StructureLayout.GridOf(tallest).Files;
            double scale = HeaderScale(tallest);
            double x = StructureLayout.ColumnLeft(place, files);
            double top = StructureLayout.PanelY(0, tallest) + N.PanelSide / 2 + N.PanelGap;
            double most = StructureLayout.ColumnPitch(files) - 0.04;
            bool plain = layer.Output == layer.Name || (scale > 1 && files == 1);
            string size = StructureWording.LayerSize(layer) + (plain ? "" : $" · after {layer.Output}");
            string first = layer.Title.Length > 0 ? layer.Title : layer.Name;
            double y = top + (layer.Title.Length > 0 ? 0.16 : 0.11) * scale;
            into.Add(new TextLine(first, x, y, Large * scale, 600, TextColour.Text, most));
            if (layer.Title.Length > 0)
            {
                y = top + 0.1 * scale;
                into.Add(new TextLine(layer.Name, x, y, Small * scale, 400, TextColour.Muted, most));
            }
            into.Add(new TextLine(size, x, top + 0.05 * scale, Small * scale, 400, TextColour.Muted, most));
        }

        /// <summary>The line over the names of columns that begin at a place.</summary>
        public static void GroupHeader(int place, string words, int tallest, ICollection<TextLine> into)
        {
            double scale = HeaderScale(tallest);
            double x = StructureLayout.ColumnLeft(place, StructureLayout.GridOf(tallest).Files);
            double y = StructureLayout.PanelY(0, tallest) + N.PanelSide / 2 + HeaderHeight(tallest) + 0.06 * scale;
            into.Add(new TextLine(words, x, y, Large * scale, 400, TextColour.Accent));
        }

        /// <summary>
        /// The lines above the input; a <paramref name="name"/> stands in place of what it is otherwise called.
        /// </summary>
        public static void InputCaption(Size size, int tallest, ICollection<TextLine> into, string? name = null)
        {
            double scale = HeaderScale(tallest);
            Extent extent = StructureLayout.MapExtent(size, N.InputSide);
            double x = StructureLayout.InputCentre.X - extent.Width / 2;
            double top = StructureLayout.InputCentre.Y + extent.Height / 2;
            string words = StructureWording.InputSize(size);
            string first = name ?? StructureWording.Input;
            double most = name == null ? double.PositiveInfinity : N.InputSide + N.ColumnGap - 0.04;
            into.Add(new TextLine(first, x, top + 0.1 * scale, Large * scale, 600, TextColour.Text, most));
            into.Add(new TextLine(words, x, top + 0.04 * scale, Small * scale, 400, TextColour.Muted));
        }

        /// <summary>Names and percentages behind the bars, which begin at x = <paramref name="left"/>.</summary>
        public static void ClassNames(double left, IReadOnlyList<ClassScore> classes, ICollection<TextLine> into)
        {
            for (int k = 0; k < classes.Count; k++)
            {
                double y = StructureLayout.BarY(k, classes.Count) - TextSize * 0.36;
                double end = left + N.ClassBarLength * classes[k].Probability + 0.035;
                string percentage = Words.Percentage(classes[k].Probability);
                into.Add(new TextLine(percentage, end, y, TextSize, 600, TextColour.Text));
                into.Add(new TextLine(
                    classes[k].Label.Name, end + 0.16, y, TextSize, 400, TextColour.Text, NameReach - 0.2));
            }
            if (classes.Count > 0)
            {
                double y = StructureLayout.BarY(0, classes.Count) + N.ClassRowHeight / 2 + 0.05;
                into.Add(new TextLine(StructureWording.Classes, left, y, Large, 600, TextColour.Text));
            }
        }

        private static void PanelCaption(
            Point centre, Cluster cluster, string criterion, int tallest, ICollection<TextLine> into)
        {
            Grid grid = StructureLayout.GridOf(tallest);
            (double left, double top) = (centre.X - N.PanelSide / 2, centre.Y + N.PanelSide / 2);
            (string maps, string name) = (StructureWording.Maps(cluster), CriterionWording.Name(criterion));
            string score = CriterionWording.Score(criterion, cluster.MeanScore);
            if (grid.Rows > UsualRows)
            {
                string named = grid.Rows < CrampedRows && name.Length <= ShortName ? name + " " : "";
                string text = $"{maps} {(grid.Files > 1 ? "" : "· " + named)}{score}";
                double room = N.PanelSide + (grid.Files > 1 ? N.PanelGap : N.ColumnGap) - 0.02;
                double size = TextSize * CaptionScale(tallest);
                into.Add(new TextLine(text, left, top + 0.045, size, 500, TextColour.Text, room));
                return;
            }
            const double Most = N.PanelSide + 0.1;
            string share = StructureWording.Explained(cluster);
            bool apart = name.Length > ShortName;
            string first = apart ? $"{maps} · {share}" : maps;
            string second = apart ? $"{name} {score}" : $"{name} {score} · {share}";
            into.Add(new TextLine(first, left, top + 0.094, TextSize, 600, TextColour.Text, Most));
            into.Add(new TextLine(second, left, top + 0.041, Small, 400, TextColour.Muted, Most));
        }

        private static double HeaderScale(int tallest) => Math.Min(CaptionScale(tallest), 2);
    }
}
