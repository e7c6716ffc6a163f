using Tetrascope.Geometry;
using Tetrascope.Layout;

namespace Tetrascope.Picking
{
    /// <summary>
    /// What a hover outlines and darkens, as shaders take it: the pixel that is looked at, its receptive field on the
    /// panels of the column before, and on the input. Finding it allocates nothing.
    /// </summary>
    public readonly struct FieldMarks
    {
        /// <summary>No column.</summary>
        public const int NoColumn = -1;

        /// <summary>Nothing is marked.</summary>
        public static readonly FieldMarks None =
            new FieldMarks(NoColumn, 0, default, NoColumn, default, false, default);

        /// <summary>Place of the column with the pixel that is looked at, or <see cref="NoColumn"/>.</summary>
        public readonly int StartColumn;

        /// <summary>The cluster whose panel it is on.</summary>
        public readonly int StartCluster;

        /// <summary>The pixel on that panel.</summary>
        public readonly Shares StartBox;

        /// <summary>Place of the column whose panels show the field, or <see cref="NoColumn"/>.</summary>
        public readonly int FieldColumn;

        /// <summary>The field on those panels.</summary>
        public readonly Shares FieldBox;

        /// <summary>Whether the input shows the field.</summary>
        public readonly bool OnInput;

        /// <summary>The field on the input.</summary>
        public readonly Shares InputBox;

        private FieldMarks(
            int startColumn, int startCluster, Shares startBox, int fieldColumn, Shares fieldBox, bool onInput,
            Shares inputBox)
        {
            StartColumn = startColumn;
            StartCluster = startCluster;
            StartBox = startBox;
            FieldColumn = fieldColumn;
            FieldBox = fieldBox;
            OnInput = onInput;
            InputBox = inputBox;
        }

        /// <summary>What a pixel of a panel is computed from; null where there is no such pixel.</summary>
        public static StructureHover? FindHover(StructureTarget target, Columns columns, ReceptiveFields fields)
        {
            if (target.Kind != TargetKind.Panel || !(target.Pixel is Pixel pixel) || target.Position < 0 ||
                target.Position >= columns.List.Count || target.Index >= columns.Clusters(target.Position))
            {
                return null;
            }
            Column column = columns.List[target.Position];
            if (column.Layer == null || !column.Size.Holds(pixel.Row, pixel.Column))
            {
                return null;
            }
            fields.Find(column.Layer.Stage, Region.Of(pixel));
            int? before = target.Position > 0 ? columns.List[target.Position - 1].Layer?.Stage : 0;
            Region? region = before is int stage ? fields[stage] : null;
            double value = columns.Value(target.Position, target.Index, pixel);
            return new StructureHover(target.Position, target.Index, pixel, value, region, fields[0]);
        }

        /// <summary>
        /// The same place of the photo as another network's pixel: on a column, and on the input; null where it is not
        /// seen.
        /// </summary>
        /// <param name="position">The column; null for none.</param>
        /// <param name="region">The place on its maps.</param>
        /// <param name="size">Their rows and columns.</param>
        /// <param name="onInput">The place on the input.</param>
        /// <param name="input">Rows and columns of the input.</param>
        public static FieldMarks OfPlace(int? position, Region? region, Size size, Region? onInput, Size input)
        {
            bool onColumn = position != null && region != null;
            return new FieldMarks(
                NoColumn, 0, default,
                onColumn ? position!.Value : NoColumn, onColumn ? region!.Value.SharesOf(size) : default,
                onInput != null, onInput?.SharesOf(input) ?? default);
        }

        /// <summary>What to mark for a hover; null takes the marks away.</summary>
        /// <param name="hover">The pixel that is looked at.</param>
        /// <param name="columns">The columns.</param>
        /// <param name="onInput">Whether the field is wanted on the input too; always for the first column.</param>
        /// <param name="input">Rows and columns of the network's input.</param>
        public static FieldMarks Of(StructureHover? hover, Columns columns, bool onInput, Size input)
        {
            if (!(hover is StructureHover known) || known.Position >= columns.List.Count)
            {
                return None;
            }
            Shares start = Region.Of(known.Pixel).SharesOf(columns.List[known.Position].Size);
            (int fieldColumn, Shares field) = (NoColumn, default);
            if (!known.ReadsInput && known.Region is Region region)
            {
                fieldColumn = known.Position - 1;
                field = region.SharesOf(columns.List[fieldColumn].Size);
            }
            bool shown = known.InputRegion != null && (onInput || known.ReadsInput);
            Shares inputBox = shown ? known.InputRegion!.Value.SharesOf(input) : default;
            return new FieldMarks(known.Position, known.Cluster, start, fieldColumn, field, shown, inputBox);
        }
    }
}
