using System;
using System.Collections.Generic;
using Tetrascope.Geometry;

namespace Tetrascope.Packing
{
    /// <summary>
    /// Many small maps of different sizes, of one byte a pixel, on a few pages: those that stand in the list of layers.
    /// </summary>
    public sealed class MapAtlas
    {
        /// <summary>Side of a page in pixels.</summary>
        public const int PageSide = 1024;

        private static readonly Size PageSize = new Size(PageSide, PageSide);

        private readonly List<ShelfPacker> _packers = new List<ShelfPacker>();
        private readonly List<byte[]> _pages = new List<byte[]>();
        private readonly List<int> _versions = new List<int>();
        private readonly Dictionary<Size, Stack<Tile>> _free = new Dictionary<Size, Stack<Tile>>();

        /// <summary>Pages in use.</summary>
        public int Pages => _pages.Count;

        /// <summary>The bytes of a page, the top row first.</summary>
        public byte[] Page(int page) => _pages[page];

        /// <summary>Rises whenever a page is to be uploaded anew.</summary>
        public int VersionOf(int page) => _versions[page];

        /// <summary>
        /// Stores a map. One that is too large for a page is stored with every second pixel left out, and so on.
        /// </summary>
        public Tile Add(Size size, ReadOnlySpan<byte> bytes)
        {
            int step = 1;
            while ((size.Height + step - 1) / step > PageSide || (size.Width + step - 1) / step > PageSide)
            {
                step *= 2;
            }
            Tile tile = Reserve(new Size((size.Height + step - 1) / step, (size.Width + step - 1) / step));
            Store(tile, size, bytes, step);
            return tile;
        }

        /// <summary>Gives a place back; another map of the same size can have it.</summary>
        public void Remove(Tile tile)
        {
            if (!_free.TryGetValue(tile.Size, out Stack<Tile>? places))
            {
                _free[tile.Size] = places = new Stack<Tile>();
            }
            places.Push(tile);
        }

        /// <summary>Forgets everything; the pages stay.</summary>
        public void Clear()
        {
            _free.Clear();
            _packers.ForEach(packer => packer.Clear());
        }

        /// <summary>A tile on its page as shares of it, (0, 0) at the first byte.</summary>
        public static Shares SharesOf(Tile tile)
        {
            (int top, int left) = (tile.Corner.Row, tile.Corner.Column);
            Region region = new Region(top, left, top + tile.Size.Height - 1, left + tile.Size.Width - 1);
            return region.SharesOf(PageSize);
        }

        private Tile Reserve(Size size)
        {
            if (_free.TryGetValue(size, out Stack<Tile>? places) && places.Count > 0)
            {
                return places.Pop();
            }
            for (int page = 0; ; page++)
            {
                if (page == _packers.Count)
                {
                    _packers.Add(new ShelfPacker(PageSize));
                    _pages.Add(new byte[PageSide * PageSide]);
                    _versions.Add(0);
                }
                if (_packers[page].Place(size) is Pixel corner)
                {
                    return new Tile(page, corner, size);
                }
            }
        }

        private void Store(Tile tile, Size size, ReadOnlySpan<byte> bytes, int step)
        {
            byte[] page = _pages[tile.Page];
            for (int row = 0; row < tile.Size.Height; row++)
            {
                int to = (tile.Corner.Row + row) * PageSide + tile.Corner.Column;
                int from = row * step * size.Width;
                for (int column = 0; column < tile.Size.Width; column++)
                {
                    page[to + column] = bytes[from + column * step];
                }
            }
            _versions[tile.Page]++;
        }
    }
}
