using System;
using System.Collections.Generic;
using Tetrascope.Geometry;
using Tetrascope.Protocol;

namespace Tetrascope.Layout
{
    /// <summary>The columns of scene 1, from left to right.</summary>
    public sealed class Columns
    {
        /// <summary>Columns without clusters show this many empty panels until some layer says otherwise.</summary>
        private const int UsualClusters = LayersRequest.DefaultClusters;

        private List<Column> _list = new List<Column>();
        private int _awaited = UsualClusters;

        /// <summary>The columns.</summary>
        public IReadOnlyList<Column> List => _list;

        /// <summary>Places for columns; there may be more than columns, some of which are left empty.</summary>
        public int Places { get; private set; }

        /// <summary>The most panels of any column.</summary>
        public int Tallest { get; private set; } = 1;

        /// <summary>Files of panels of the widest column.</summary>
        public int Files => StructureLayout.GridOf(Tallest).Files;

        /// <summary>
        /// The layers of a network to show, left to right. Those that are shown already keep their clusters; of another
        /// network choose none first.
        /// </summary>
        /// <param name="layers">The layers.</param>
        /// <param name="places">Where each stands, from 0; null for one beside the other.</param>
        /// <param name="count">How many places there are at least.</param>
        public void Choose(IReadOnlyList<Layer> layers, IReadOnlyList<int>? places = null, int count = 0)
        {
            List<Column> before = _list;
            _list = new List<Column>(layers.Count);
            Places = count;
            for (int position = 0; position < layers.Count; position++)
            {
                Layer layer = layers[position];
                Column? known = before.Find(column => column.Name == layer.Name);
                Column column = known ?? new Column(layer.Name, layer);
                column.Place = places == null ? position : places[position];
                Places = Math.Max(Places, column.Place + 1);
                _list.Add(column);
            }
            Measure();
        }

        /// <summary>Takes a layer's clusters in; the place of its column, or null where it has none.</summary>
        public int? Update(ClusteredLayer layer)
        {
            int position = PositionOf(layer.Layer);
            if (position < 0)
            {
                return null;
            }
            _list[position].Data = layer;
            _list[position].Stale = false;
            _awaited = layer.Clusters.Count;
            Measure();
            return position;
        }

        /// <summary>Takes all clusters away; the columns stay, empty.</summary>
        public void RemoveMaps()
        {
            foreach (Column column in _list)
            {
                column.Data = null;
                column.Stale = false;
            }
            Measure();
        }

        /// <summary>Marks all clusters as those of an earlier image, or as current.</summary>
        public void SetStale(bool stale)
        {
            foreach (Column column in _list)
            {
                column.Stale = stale;
            }
        }

        /// <summary>Place of a layer's column; -1 where it has none.</summary>
        public int PositionOf(string name)
        {
            for (int position = 0; position < _list.Count; position++)
            {
                if (_list[position].Name == name)
                {
                    return position;
                }
            }
            return -1;
        }

        /// <summary>The column at one of the places; null for a place that is left empty.</summary>
        public int? PositionAt(int place)
        {
            for (int position = 0; position < _list.Count; position++)
            {
                if (_list[position].Place == place)
                {
                    return position;
                }
            }
            return null;
        }

        /// <summary>Number of panels of a column.</summary>
        public int Clusters(int position) => _list[position].Data?.Clusters.Count ?? _awaited;

        /// <summary>Centre of a panel, in metres.</summary>
        public Point PanelCentre(int position, int cluster) =>
            StructureLayout.PanelCentre(_list[position].Place, cluster, Clusters(position), Files);

        /// <summary>The value of what is drawn at a pixel; NaN where there is nothing yet.</summary>
        public double Value(int position, int cluster, Pixel pixel) =>
            _list[position].ClusterAt(cluster) is Cluster known
                ? TensorValues.ValueAt(ClusterPicture.Of(known), pixel.Row, pixel.Column)
                : double.NaN;

        /// <summary>
        /// Numbers of maps in the clusters of each column, for the ribbons; null for a column that is not here yet.
        /// </summary>
        public IReadOnlyList<IReadOnlyList<int>?> Maps()
        {
            List<IReadOnlyList<int>?> maps = new List<IReadOnlyList<int>?>(_list.Count);
            foreach (Column column in _list)
            {
                if (column.Data == null)
                {
                    maps.Add(null);
                    continue;
                }
                int[] counts = new int[column.Data.Clusters.Count];
                for (int cluster = 0; cluster < counts.Length; cluster++)
                {
                    counts[cluster] = column.Data.Clusters[cluster].Channels.Count;
                }
                maps.Add(counts);
            }
            return maps;
        }

        private void Measure()
        {
            Tallest = 1;
            for (int position = 0; position < _list.Count; position++)
            {
                Tallest = Math.Max(Tallest, Clusters(position));
            }
        }
    }
}
