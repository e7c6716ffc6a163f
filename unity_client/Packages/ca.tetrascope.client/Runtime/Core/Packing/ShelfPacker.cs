using System.Collections.Generic;
using Tetrascope.Geometry;

namespace Tetrascope.Packing
{
    /// <summary>Packs rectangles into a page in rows ("shelves") of similar height.</summary>
    public sealed class ShelfPacker
    {
        private readonly List<Shelf> _shelves = new List<Shelf>();
        private int _top;

        private sealed class Shelf
        {
            public Shelf(int y, int height)
            {
                Y = y;
                Height = height;
            }

            public int Y { get; }

            public int Height { get; }

            public int Used { get; set; }
        }

        /// <summary>An empty page of this size in pixels.</summary>
        public ShelfPacker(Size page) => Page = page;

        /// <summary>The page.</summary>
        public Size Page { get; }

        /// <summary>
        /// The top left pixel of a free place for a rectangle, which is then taken; null where there is none.
        /// </summary>
        public Pixel? Place(Size size)
        {
            if (size.Width > Page.Width || size.Height > Page.Height)
            {
                return null;
            }
            // A shelf that wastes at most a fifth of its height, else a new one, else any.
            Shelf? shelf = Lowest(size, size.Height * 1.25) ?? Open(size.Height) ?? Lowest(size, Page.Height);
            if (shelf == null)
            {
                return null;
            }
            Pixel place = new Pixel(shelf.Y, shelf.Used);
            shelf.Used += size.Width;
            return place;
        }

        /// <summary>Forgets everything.</summary>
        public void Clear()
        {
            _shelves.Clear();
            _top = 0;
        }

        private Shelf? Lowest(Size size, double highest)
        {
            Shelf? found = null;
            foreach (Shelf shelf in _shelves)
            {
                bool suits = shelf.Height >= size.Height && shelf.Height <= highest &&
                    shelf.Used + size.Width <= Page.Width;
                if (suits && (found == null || shelf.Height < found.Height))
                {
                    found = shelf;
                }
            }
            return found;
        }

        private Shelf? Open(int height)
        {
            if (_top + height > Page.Height)
            {
                return null;
            }
            Shelf shelf = new Shelf(_top, height);
            _top += height;
            _shelves.Add(shelf);
            return shelf;
        }
    }
}
